package org.kithwork.core.internal.retention.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is past its time in the core's own tables, and who is spared. */
@Component(service = CoreRecords.class)
public class CoreRecords {

    private static final int SAMPLE = 10;

    private final JpaTemplate jpa;

    @Activate
    public CoreRecords(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** Rows of customers that have a time. */
    public enum Table {
        HISTORY("core_customer_history", "changed_at"),
        SENDS("core_send", "sent_at"),
        CASES("core_privacy_case", "closed_at");

        private final String table;
        private final String time;

        Table(String table, String time) {
            this.table = table;
            this.time = time;
        }
    }

    /** A customer of whom the core itself knows nothing newer. */
    public record Idle(String id, @Nullable String storeId, Instant lastAt) {}

    /** How many rows are past their time. */
    public RetentionDue due(Table table, RetentionRequest request) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var stores = old("c.store_id, COUNT(*), MIN(t." + table.time + ") FROM ", table, request)
                    .where(request.sparing("t.customer_id"))
                    .groupBy("c.store_id")
                    .rows(em)
                    .stream()
                    .map(row -> new RetentionDue.OfStore(
                            (String) row[0], ((Number) row[1]).longValue(), ((Timestamp) row[2]).toInstant()))
                    .toList();
            var blocked = old("COUNT(*) FROM ", table, request)
                    .where(request.spared("t.customer_id"))
                    .values(em, Number.class)
                    .get(0)
                    .longValue();
            var sample = old("DISTINCT t.customer_id FROM ", table, request)
                    .where(request.sparing("t.customer_id"))
                    .where("t.customer_id IS NOT NULL")
                    .orderBy("t.customer_id")
                    .first(SAMPLE)
                    .values(em, String.class);
            return RetentionDue.of(
                    stores, blocked, sample.stream().map(CustomerId::new).toList());
        });
    }

    private static Sql old(String columns, Table table, RetentionRequest request) {
        return Sql.select(columns + table.table + " t LEFT JOIN core_customer c ON c.id = t.customer_id")
                .where("t." + table.time + " < ?", Timestamp.from(request.before()));
    }

    /** Removes some rows; how many. */
    public int remove(Table table, RetentionRequest request, int limit) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var ids = Sql.select("t.id FROM " + table.table + " t")
                    .where("t." + table.time + " < ?", Timestamp.from(request.before()))
                    .where(request.sparing("t.customer_id"))
                    .first(limit)
                    .values(em, String.class);
            for (var id : ids) {
                em.createNativeQuery("DELETE FROM " + table.table + " WHERE id = ?")
                        .setParameter(1, id)
                        .executeUpdate();
            }
            return ids.size();
        });
    }

    /** When these customers last decided something about messages. */
    public Map<String, Instant> lastDecisions(Collection<String> customers) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var last = new HashMap<String, Instant>();
            for (var row : Sql.select("e.customer_id, MAX(e.decided_at) FROM core_consent_event e")
                    .whereIn("e.customer_id", customers)
                    .groupBy("e.customer_id")
                    .rows(em)) {
                last.put((String) row[0], ((Timestamp) row[1]).toInstant());
            }
            return last;
        });
    }

    /**
     * Customers of whom nothing was written down since, in the order of their ids; those who are absorbed, erased, or
     * kept at their own request are none.
     */
    public List<Idle> idle(Instant before, @Nullable String after, int limit) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("c.id, c.store_id, c.updated_at FROM core_customer c "
                                + Sql.byConstraint("core_customer_pk"))
                        .where("c.id > ?", after == null ? "" : after)
                        .where("c.updated_at < ?", Timestamp.from(before))
                        .where("c.status IN ('ACTIVE', 'BLOCKED')")
                        .where("c.kept = FALSE")
                        .orderBy("c.id")
                        .first(limit)
                        .rows(em)
                        .stream()
                        .map(row -> new Idle((String) row[0], (String) row[1], ((Timestamp) row[2]).toInstant()))
                        .toList());
    }

    /** Those whom a hold or an open case protects, and those who answer for one of them. */
    public Set<String> spared(LocalDate today) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var spared = new HashSet<>(Sql.select("DISTINCT h.customer_id FROM core_privacy_hold h")
                    .where("h.released_at IS NULL")
                    .where("h.until_day >= ?", today.toString())
                    .values(em, String.class));
            spared.addAll(Sql.select("DISTINCT c.customer_id FROM core_privacy_case c")
                    .where("c.open_case = TRUE")
                    .where("c.customer_id IS NOT NULL")
                    .values(em, String.class));
            spared.addAll(Sql.inPortions(
                    List.copyOf(spared),
                    some -> Sql.select("c.merged_into FROM core_customer c")
                            .whereIn("c.id", some)
                            .where("c.merged_into IS NOT NULL")
                            .values(em, String.class)));
            return spared;
        });
    }
}
