package org.kithwork.core.internal.importing;

import java.util.Collection;
import java.util.Map;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.importing.ImportOrigin;
import org.kithwork.importing.ImportOrigins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads from the results of rows, by which an import is taken back, what it created. */
@Component
public final class RecordedOrigins implements ImportOrigins {

    private final ImportRowStore rows;

    @Activate
    public RecordedOrigins(@Reference ImportRowStore rows) {
        this.rows = rows;
    }

    @Override
    public Map<String, ImportOrigin> of(String kind, Collection<String> targetIds) {
        return targetIds.isEmpty() ? Map.of() : rows.origins(kind, targetIds);
    }
}
