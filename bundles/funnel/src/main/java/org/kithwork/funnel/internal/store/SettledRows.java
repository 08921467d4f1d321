package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.kithwork.customer.CustomerId;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;

/**
 * Rows of a table that came to an end and still name somebody.
 *
 * @param key the column that says when
 */
record SettledRows(String table, String key) {

    private static final int SAMPLE = 10;

    private Sql old(String columns, RetentionRequest request) {
        return Sql.select(columns + " FROM " + table + " r")
                .where("r." + key + " < ?", TimeKey.start(request.before()))
                .where("r.customer_id IS NOT NULL");
    }

    /** How many are past their time. */
    RetentionDue due(EntityManager em, RetentionRequest request) {
        var stores = old("r.store_id, COUNT(*), MIN(r.opened_at)", request)
                .where(request.sparing("r.customer_id"))
                .groupBy("r.store_id")
                .rows(em)
                .stream()
                .map(row -> new RetentionDue.OfStore(
                        (String) row[0], ((Number) row[1]).longValue(), ((Timestamp) row[2]).toInstant()))
                .toList();
        var blocked = old("COUNT(*)", request)
                .where(request.spared("r.customer_id"))
                .values(em, Number.class)
                .get(0)
                .longValue();
        var sample = old("DISTINCT r.customer_id", request)
                .where(request.sparing("r.customer_id"))
                .orderBy("r.customer_id")
                .first(SAMPLE)
                .values(em, String.class);
        return RetentionDue.of(
                stores, blocked, sample.stream().map(CustomerId::new).toList());
    }

    /** The ids of some that are past their time. */
    List<String> some(EntityManager em, RetentionRequest request, int limit) {
        return old("r.id", request)
                .where(request.sparing("r.customer_id"))
                .first(limit)
                .values(em, String.class);
    }

    /** When something last happened to one of each of these customers. */
    Map<CustomerId, Instant> lastActivity(EntityManager em, Collection<CustomerId> customers) {
        var last = new HashMap<CustomerId, Instant>();
        Sql.inPortions(
                        customers.stream().map(CustomerId::value).toList(),
                        some -> Sql.select("r.customer_id, MAX(r.entered_at) FROM " + table + " r")
                                .whereIn("r.customer_id", some)
                                .groupBy("r.customer_id")
                                .rows(em))
                .forEach(row -> last.put(new CustomerId((String) row[0]), ((Timestamp) row[1]).toInstant()));
        return last;
    }
}
