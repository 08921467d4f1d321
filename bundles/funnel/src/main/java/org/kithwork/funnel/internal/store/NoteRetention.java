package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.customer.CustomerId;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes of purchases that are past their time. Asks no right: the core calls it for the module. */
@Component(service = NoteRetention.class)
public final class NoteRetention {

    private static final int SAMPLE = 10;

    private final FunnelUnit unit;

    @Activate
    public NoteRetention(@Reference FunnelUnit unit) {
        this.unit = unit;
    }

    /** What was removed, and of whom. */
    public record Removed(int notes, Set<CustomerId> customers) {}

    private static Sql old(String columns, RetentionRequest request) {
        return Sql.select(columns + " FROM funnel_purchase_note n")
                .where("n.happened_at < ?", Timestamp.from(request.before()));
    }

    /** How many are past their time. */
    public RetentionDue due(RetentionRequest request) {
        return unit.in(em -> {
            var all = old("COUNT(*), MIN(n.happened_at)", request)
                    .where(request.sparing("n.customer_id"))
                    .rows(em)
                    .get(0);
            var blocked = old("COUNT(*)", request)
                    .where(request.spared("n.customer_id"))
                    .values(em, Number.class)
                    .get(0)
                    .longValue();
            var count = ((Number) all[0]).longValue();
            if (count == 0) {
                return RetentionDue.of(List.of(), blocked, List.of());
            }
            var sample = old("DISTINCT n.customer_id", request)
                    .where(request.sparing("n.customer_id"))
                    .orderBy("n.customer_id")
                    .first(SAMPLE)
                    .values(em, String.class);
            var oldest = ((Timestamp) all[1]).toInstant();
            return RetentionDue.of(
                    List.of(new RetentionDue.OfStore(null, count, oldest)),
                    blocked,
                    sample.stream().map(CustomerId::new).toList());
        });
    }

    /** Removes some of them. */
    public Removed remove(RetentionRequest request, int limit) {
        return unit.in(em -> {
            var some = old("n.id, n.customer_id", request)
                    .where(request.sparing("n.customer_id"))
                    .first(limit)
                    .rows(em);
            some.forEach(row -> Sql.update(em, "DELETE FROM funnel_purchase_note WHERE id = ?", row[0]));
            return new Removed(
                    some.size(),
                    some.stream().map(row -> new CustomerId((String) row[1])).collect(Collectors.toSet()));
        });
    }
}
