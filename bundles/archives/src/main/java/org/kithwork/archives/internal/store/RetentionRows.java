package org.kithwork.archives.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.privacy.store.RetainedRows;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Purchases, interactions and follow-ups that are past their time. Asks no right: the core calls it for the module. */
@Component(service = RetentionRows.class)
public final class RetentionRows {

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
        private final RetainedRows rows;

        Table(String table, String time) {
            this.table = table;
            this.time = time;
            this.rows = RetainedRows.of(table, time);
        }

        private Map<CustomerId, Instant> lastActivity(EntityManager em, Collection<CustomerId> customers) {
            return rows.lastActivity(em, customers, time);
        }
    }

    /** How many are past their time. */
    public RetentionDue due(Table table, RetentionRequest request) {
        return unit.in(em -> table.rows.due(em, request));
    }

    /** The ids of some that are past their time. */
    public List<String> some(Table table, RetentionRequest request, int limit) {
        return unit.in(em -> table.rows.some(em, request, limit));
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
        return unit.in(em -> RetainedRows.latest(
                Table.PURCHASES.lastActivity(em, customers), Table.INTERACTIONS.lastActivity(em, customers)));
    }
}
