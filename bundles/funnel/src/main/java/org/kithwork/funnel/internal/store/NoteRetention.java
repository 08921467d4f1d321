package org.kithwork.funnel.internal.store;

import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.customer.CustomerId;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.privacy.store.RetainedRows;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes of purchases that are past their time. Asks no right: the core calls it for the module. */
@Component(service = NoteRetention.class)
public final class NoteRetention {

    private static final RetainedRows NOTES =
            RetainedRows.of("funnel_purchase_note", "happened_at").ofNoStore();

    private final FunnelUnit unit;

    @Activate
    public NoteRetention(@Reference FunnelUnit unit) {
        this.unit = unit;
    }

    /** What was removed, and of whom. */
    public record Removed(int notes, Set<CustomerId> customers) {}

    /** How many are past their time. */
    public RetentionDue due(RetentionRequest request) {
        return unit.in(em -> NOTES.due(em, request));
    }

    /** Removes some of them. */
    public Removed remove(RetentionRequest request, int limit) {
        return unit.in(em -> {
            var some = NOTES.some(em, request, limit);
            var customers = Sql.inPortions(
                    some,
                    ids -> Sql.select("n.customer_id FROM funnel_purchase_note n")
                            .whereIn("n.id", ids)
                            .values(em, String.class));
            some.forEach(id -> Sql.update(em, "DELETE FROM funnel_purchase_note WHERE id = ?", id));
            return new Removed(
                    some.size(), customers.stream().map(CustomerId::new).collect(Collectors.toSet()));
        });
    }
}
