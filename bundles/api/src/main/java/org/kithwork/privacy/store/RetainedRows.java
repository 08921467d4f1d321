package org.kithwork.privacy.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionParticipant;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;

/**
 * The rows of a table that are kept for a time: what a {@link RetentionParticipant} has to look for in each of its
 * tables. A table has the columns {@code id} and {@code customer_id}, and {@code store_id} unless it says otherwise; a
 * row that is to be anonymised and names nobody is past nothing. The names are constants of the module, never input.
 */
public final class RetainedRows {

    private static final int SAMPLE = 10;

    private final String table;
    private final String time;
    private final @Nullable String key;
    private final boolean inStores;
    private final String which;

    private RetainedRows(String table, String time, @Nullable String key, boolean inStores, String which) {
        this.table = table;
        this.time = time;
        this.key = key;
        this.inStores = inStores;
        this.which = which;
    }

    /** All rows of a table, whose time counts from the moment in a column of the type {@code TIMESTAMP}. */
    public static RetainedRows of(String table, String time) {
        return new RetainedRows(table, time, null, true, "1 = 1");
    }

    /** The same rows, whose time counts from the moment with which a key begins that {@link TimeKey} made; those without one stay. */
    public RetainedRows endedAt(String keyColumn) {
        return new RetainedRows(table, time, keyColumn, inStores, which);
    }

    /** The same rows, of a table that knows no store. */
    public RetainedRows ofNoStore() {
        return new RetainedRows(table, time, key, false, which);
    }

    /** Those of the rows for which a condition on {@code r} holds as well. */
    public RetainedRows where(String condition) {
        return new RetainedRows(table, time, key, inStores, which + " AND (" + condition + ")");
    }

    private Sql old(String columns, RetentionRequest request) {
        var sql = Sql.select(columns + " FROM " + table + " r").where(which);
        if (key == null) {
            sql.where("r." + time + " < ?", Timestamp.from(request.before()));
        } else {
            sql.where("r." + key + " < ?", TimeKey.start(request.before()));
        }
        return request.action() == RetentionAction.ANONYMISE ? sql.where("r.customer_id IS NOT NULL") : sql;
    }

    /** How many are past their time. */
    public RetentionDue due(EntityManager em, RetentionRequest request) {
        var store = inStores ? "r.store_id" : "CAST(NULL AS VARCHAR(36))";
        var counted = old(store + ", COUNT(*), MIN(r." + time + ")", request).where(request.sparing("r.customer_id"));
        if (inStores) {
            counted.groupBy(store);
        }
        var stores = counted.rows(em).stream()
                // Without groups there is one row of nothing.
                .filter(row -> row[2] != null)
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
                .where("r.customer_id IS NOT NULL")
                .orderBy("r.customer_id")
                .first(SAMPLE)
                .values(em, String.class);
        return RetentionDue.of(
                stores, blocked, sample.stream().map(CustomerId::new).toList());
    }

    /** The ids of some that are past their time. */
    public List<String> some(EntityManager em, RetentionRequest request, int limit) {
        return old("r.id", request)
                .where(request.sparing("r.customer_id"))
                .first(limit)
                .values(em, String.class);
    }

    /**
     * The last moment in a column among the rows of each of these customers, past their time or not; those who have none
     * are left out.
     */
    public Map<CustomerId, Instant> lastActivity(
            EntityManager em, Collection<CustomerId> customers, String activityColumn) {
        var last = new HashMap<CustomerId, Instant>();
        Sql.inPortions(
                        customers.stream().map(CustomerId::value).toList(),
                        some -> Sql.select("r.customer_id, MAX(r." + activityColumn + ") FROM " + table + " r")
                                .where(which)
                                .whereIn("r.customer_id", some)
                                .groupBy("r.customer_id")
                                .rows(em))
                .forEach(row -> last.put(new CustomerId((String) row[0]), ((Timestamp) row[1]).toInstant()));
        return last;
    }

    /** Of each customer the later one of two moments. */
    public static Map<CustomerId, Instant> latest(Map<CustomerId, Instant> some, Map<CustomerId, Instant> others) {
        var last = new HashMap<>(some);
        others.forEach((customer, at) -> last.merge(customer, at, (one, other) -> one.isAfter(other) ? one : other));
        return last;
    }
}
