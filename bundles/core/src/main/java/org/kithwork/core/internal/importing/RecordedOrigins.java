package org.kithwork.core.internal.importing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.kithwork.core.internal.importing.store.ArrivalStore;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.importing.ImportOrigin;
import org.kithwork.importing.ImportOrigins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads from the results of rows, by which an import is taken back, what it created, and what came in by itself. */
@Component
public final class RecordedOrigins implements ImportOrigins {

    private final ImportRowStore rows;
    private final ArrivalStore arrivals;

    @Activate
    public RecordedOrigins(@Reference ImportRowStore rows, @Reference ArrivalStore arrivals) {
        this.rows = rows;
        this.arrivals = arrivals;
    }

    @Override
    public Map<String, ImportOrigin> of(String kind, Collection<String> targetIds) {
        if (targetIds.isEmpty()) {
            return Map.of();
        }
        var origins = new HashMap<>(arrivals.origins(kind, targetIds));
        origins.putAll(rows.origins(kind, targetIds));
        return origins;
    }
}
