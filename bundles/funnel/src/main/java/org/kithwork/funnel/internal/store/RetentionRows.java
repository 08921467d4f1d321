package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Decided opportunities that are past their time. Asks no right: the core calls it for the module. */
@Component(service = RetentionRows.class)
public final class RetentionRows {

    private static final int SAMPLE = 10;

    private final FunnelUnit unit;
    private final Ids ids;

    @Activate
    public RetentionRows(@Reference FunnelUnit unit, @Reference Ids ids) {
        this.unit = unit;
        this.ids = ids;
    }

    private static Sql old(String columns, RetentionRequest request) {
        return Sql.select(columns + " FROM funnel_opportunity o")
                .where("o.decided_key < ?", TimeKey.start(request.before()))
                .where("o.customer_id IS NOT NULL");
    }

    /** How many are past their time and still name somebody. */
    public RetentionDue due(RetentionRequest request) {
        return unit.in(em -> {
            var stores = old("o.store_id, COUNT(*), MIN(o.opened_at)", request)
                    .where(request.sparing("o.customer_id"))
                    .groupBy("o.store_id")
                    .rows(em)
                    .stream()
                    .map(row -> new RetentionDue.OfStore(
                            (String) row[0], ((Number) row[1]).longValue(), ((Timestamp) row[2]).toInstant()))
                    .toList();
            var blocked = old("COUNT(*)", request)
                    .where(request.spared("o.customer_id"))
                    .values(em, Number.class)
                    .get(0)
                    .longValue();
            var sample = old("DISTINCT o.customer_id", request)
                    .where(request.sparing("o.customer_id"))
                    .orderBy("o.customer_id")
                    .first(SAMPLE)
                    .values(em, String.class);
            return RetentionDue.of(
                    stores, blocked, sample.stream().map(CustomerId::new).toList());
        });
    }

    /** Takes the person out of some, each under a pseudonym that is written down nowhere else; answers how many. */
    public int anonymise(RetentionRequest request, int limit) {
        return unit.in(em -> {
            var some = old("o.id", request)
                    .where(request.sparing("o.customer_id"))
                    .first(limit)
                    .values(em, String.class);
            for (var id : some) {
                Sql.update(em, "UPDATE funnel_transition SET reason_cipher = NULL WHERE opportunity_id = ?", id);
                Sql.update(em, "UPDATE funnel_return SET reason_cipher = NULL WHERE opportunity_id = ?", id);
                Sql.update(em, "DELETE FROM funnel_repurchase WHERE opportunity_id = ?", id);
                QuoteStore.silence(em, id);
                Sql.update(
                        em,
                        "UPDATE funnel_opportunity SET customer_id = NULL, pseudonym = ?, title_cipher = NULL, competitor = NULL,"
                                + " version = version + 1 WHERE id = ?",
                        "expired-" + ids.next(),
                        id);
            }
            return some.size();
        });
    }

    /** When something last happened to an opportunity of each of these customers. */
    public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        return unit.in(em -> {
            var last = new HashMap<CustomerId, Instant>();
            Sql.inPortions(
                            customers.stream().map(CustomerId::value).toList(),
                            some -> Sql.select("o.customer_id, MAX(o.entered_at) FROM funnel_opportunity o")
                                    .whereIn("o.customer_id", some)
                                    .groupBy("o.customer_id")
                                    .rows(em))
                    .forEach(row -> last.put(new CustomerId((String) row[0]), ((Timestamp) row[1]).toInstant()));
            return last;
        });
    }
}
