package org.kithwork.funnel.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.store.RetentionRows;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionBatch;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionKind;
import org.kithwork.privacy.spi.RetentionParticipant;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How long it is kept whose a decided opportunity was; what it was worth is counted for ever. */
@Component
public final class FunnelRetention implements RetentionParticipant {

    private static final String OPPORTUNITIES = "funnel.opportunity";

    private final RetentionRows rows;

    @Activate
    public FunnelRetention(@Reference RetentionRows rows) {
        this.rows = rows;
    }

    @Override
    public String module() {
        return "funnel";
    }

    @Override
    public List<RetentionKind> kinds() {
        return List.of(new RetentionKind(
                OPPORTUNITIES,
                Message.of(FunnelRetention.class, "retention-opportunities"),
                Set.of(RetentionAction.ANONYMISE),
                6,
                36));
    }

    @Override
    public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        return rows.lastActivity(customers);
    }

    @Override
    public RetentionDue due(RetentionRequest request) {
        return rows.due(request);
    }

    @Override
    public RetentionBatch remove(RetentionRequest request, @Nullable String after, int limit) {
        var removed = rows.anonymise(request, limit);
        return new RetentionBatch(removed, removed < limit ? null : "more");
    }
}
