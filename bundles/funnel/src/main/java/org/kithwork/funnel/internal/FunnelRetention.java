package org.kithwork.funnel.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.repurchase.Rhythms;
import org.kithwork.funnel.internal.store.LeadRetentionRows;
import org.kithwork.funnel.internal.store.NoteRetention;
import org.kithwork.funnel.internal.store.RetentionRows;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionBatch;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionKind;
import org.kithwork.privacy.spi.RetentionParticipant;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.privacy.store.RetainedRows;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How long it is kept whose a decided opportunity or a settled lead was, while what it was worth is counted for ever; and how long it is kept
 * when a customer bought.
 */
@Component
public final class FunnelRetention implements RetentionParticipant {

    private static final String OPPORTUNITIES = "funnel.opportunity";

    private static final String LEADS = "funnel.lead";

    /** What rhythms are made of. */
    private static final String PURCHASES = "funnel.purchase-note";

    private final RetentionRows rows;
    private final LeadRetentionRows leads;
    private final NoteRetention notes;
    private final Rhythms rhythms;

    @Activate
    public FunnelRetention(
            @Reference RetentionRows rows,
            @Reference LeadRetentionRows leads,
            @Reference NoteRetention notes,
            @Reference Rhythms rhythms) {
        this.rows = rows;
        this.leads = leads;
        this.notes = notes;
        this.rhythms = rhythms;
    }

    @Override
    public String module() {
        return "funnel";
    }

    @Override
    public List<RetentionKind> kinds() {
        return List.of(
                kind(OPPORTUNITIES, "retention-opportunities", RetentionAction.ANONYMISE),
                kind(LEADS, "retention-leads", RetentionAction.ANONYMISE),
                kind(PURCHASES, "retention-purchase-notes", RetentionAction.DELETE));
    }

    private static RetentionKind kind(String id, String title, RetentionAction action) {
        return new RetentionKind(id, Message.of(FunnelRetention.class, title), Set.of(action), 6, 36);
    }

    @Override
    public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        return RetainedRows.latest(rows.lastActivity(customers), leads.lastActivity(customers));
    }

    @Override
    public RetentionDue due(RetentionRequest request) {
        return switch (request.kind()) {
            case PURCHASES -> notes.due(request);
            case LEADS -> leads.due(request);
            default -> rows.due(request);
        };
    }

    @Override
    public RetentionBatch remove(RetentionRequest request, @Nullable String after, int limit) {
        var removed = switch (request.kind()) {
            case PURCHASES -> forget(request, limit);
            case LEADS -> leads.anonymise(request, limit);
            default -> rows.anonymise(request, limit);
        };
        return new RetentionBatch(removed, removed < limit ? null : "more");
    }

    private int forget(RetentionRequest request, int limit) {
        var removed = notes.remove(request, limit);
        removed.customers().forEach(rhythms::follow);
        return removed.notes();
    }
}
