package org.kithwork.archives.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Purchases, interactions and follow-ups that are past their time. Asks no right: the core calls it for the module. */
@Component(service = RetentionRows.class)
public final class RetentionRows {

    private static final int SAMPLE = 10;

    private final ArchivesUnit unit;
    private final Ids ids;

    @Activate
    public RetentionRows(@Reference ArchivesUnit unit, @Reference Ids ids) {
        this.unit = unit;
        this.ids = ids;
    }

    /** What is kept for a time. */
    public enum Table {
        PURCHASES("archives_purchase", "bought_at"),
        INTERACTIONS("archives_interaction", "start_at"),
        FOLLOW_UPS("archives_follow_up", "plan_at");

        private final String table;
        private final String time;

        Table(String table, String time) {
            this.table = table;
            this.time = time;
        }
    }

    /** How many are past their time; to be anonymised are those alone that still name somebody. */
    public RetentionDue due(Table table, RetentionRequest request) {
        return unit.in(em -> {
            var stores = old("t.store_id, COUNT(*), MIN(t." + table.time + ") FROM ", table, request)
                    .where(request.sparing("t.customer_id"))
                    .groupBy("t.store_id")
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

    /** The ids of some that are past their time. */
    public List<String> some(Table table, RetentionRequest request, int limit) {
        return unit.in(em -> old("t.id FROM ", table, request)
                .where(request.sparing("t.customer_id"))
                .first(limit)
                .values(em, String.class));
    }

    private static Sql old(String columns, Table table, RetentionRequest request) {
        var sql = Sql.select(columns + table.table + " t")
                .where("t." + table.time + " < ?", Timestamp.from(request.before()));
        return request.action() == RetentionAction.ANONYMISE ? sql.where("t.customer_id IS NOT NULL") : sql;
    }

    /** Removes records, what the timeline tells of them, and the signals that stood on them alone. */
    public void delete(Table table, List<String> records) {
        unit.in(em -> {
            for (var id : records) {
                Sql.update(em, "DELETE FROM archives_timeline WHERE subject_id = ?", id);
                FoundSignalStore.forget(em, id);
                Sql.update(em, "DELETE FROM " + table.table + " WHERE id = ?", id);
            }
            return records.size();
        });
    }

    /** Takes the person out of these records, each under a pseudonym of its own that is written down nowhere else. */
    public void anonymise(Table table, List<String> records) {
        unit.in(em -> {
            for (var id : records) {
                Sql.update(em, "DELETE FROM archives_timeline WHERE subject_id = ?", id);
                FoundSignalStore.forget(em, id);
                if (table == Table.PURCHASES) {
                    Sql.update(em, "DELETE FROM archives_review WHERE purchase_id = ?", id);
                    Sql.update(em, "UPDATE archives_return SET external_id = NULL WHERE purchase_id = ?", id);
                    Sql.update(
                            em,
                            "UPDATE archives_purchase SET customer_id = NULL, pseudonym = ?, external_id = NULL,"
                                    + " version = version + 1 WHERE id = ?",
                            "expired-" + ids.next(),
                            id);
                } else if (table == Table.FOLLOW_UPS) {
                    Sql.update(
                            em,
                            "UPDATE archives_follow_up SET customer_id = NULL, pseudonym = ?, subject_cipher = NULL,"
                                    + " note_cipher = NULL, version = version + 1 WHERE id = ?",
                            "expired-" + ids.next(),
                            id);
                } else {
                    Sql.update(
                            em,
                            "UPDATE archives_interaction SET customer_id = NULL, pseudonym = ?, topic_cipher = NULL,"
                                    + " body_cipher = NULL, outcome_cipher = NULL, rating_cipher = NULL, external_id = NULL,"
                                    + " fingerprint_cipher = NULL, version = version + 1 WHERE id = ?",
                            "expired-" + ids.next(),
                            id);
                }
            }
            return records.size();
        });
    }

    /** When each of these customers last bought something or was in touch. */
    public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        var wanted = customers.stream().map(CustomerId::value).toList();
        return unit.in(em -> {
            var last = new HashMap<CustomerId, Instant>();
            for (var table : List.of(Table.PURCHASES, Table.INTERACTIONS)) {
                for (var row : Sql.select("t.customer_id, MAX(t." + table.time + ") FROM " + table.table + " t")
                        .whereIn("t.customer_id", wanted)
                        .groupBy("t.customer_id")
                        .rows(em)) {
                    last.merge(
                            new CustomerId((String) row[0]),
                            ((Timestamp) row[1]).toInstant(),
                            (a, b) -> a.isAfter(b) ? a : b);
                }
            }
            return last;
        });
    }
}
