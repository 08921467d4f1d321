package org.kithwork.archives.internal.store;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.FollowUp;
import org.kithwork.archives.internal.Interaction;
import org.kithwork.archives.internal.Purchase;
import org.kithwork.archives.internal.TimelineRow;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.customer.store.CustomerRows;
import org.kithwork.customer.store.CustomerRows.Table;
import org.kithwork.page.PageRequest;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Moves, erases and hands out all that belongs to a customer. Asks no right: the core calls it for the module. */
@Component(service = CustomerDataStore.class)
public final class CustomerDataStore {

    private static final int PAGE = 200;

    private static final CustomerRows ROWS = new CustomerRows(
            "archives_moved",
            Table.versioned("archives_purchase", "purchase", "purchases"),
            Table.versioned("archives_interaction", "interaction", "interactions"),
            Table.versioned("archives_follow_up", "follow-up", "follow-ups"),
            new Table("archives_timeline", "event", "events", "event_id", false));

    private final ArchivesUnit unit;
    private final InteractionStore interactions;
    private final FollowUpStore followUps;
    private final TimelineStore timeline;
    private final Dialect dialect;

    @Activate
    public CustomerDataStore(
            @Reference ArchivesUnit unit,
            @Reference InteractionStore interactions,
            @Reference FollowUpStore followUps,
            @Reference TimelineStore timeline,
            @Reference Dialect dialect) {
        this.unit = unit;
        this.interactions = interactions;
        this.followUps = followUps;
        this.timeline = timeline;
        this.dialect = dialect;
    }

    /** How many records of each kind the customer has. */
    public Map<String, Long> counts(CustomerId customer) {
        return unit.in(em -> ROWS.counts(em, customer));
    }

    /** How many follow-ups of the customer came by themselves, to have a value confirmed. */
    public long asked(CustomerId customer) {
        return unit.in(em -> Sql.select("COUNT(confirms) FROM archives_follow_up")
                .where("customer_id = ?", customer.value())
                .values(em, Number.class)
                .get(0)
                .longValue());
    }

    /** Gives the absorbed customer's records to the survivor and remembers which. */
    public void move(CustomerMerge merge) {
        unit.run(em -> ROWS.move(em, merge));
    }

    /** Gives back what a merge moved, as far as it is still with the survivor. */
    public void moveBack(CustomerMerge merge) {
        unit.run(em -> ROWS.moveBack(em, merge));
    }

    /**
     * Removes the person: purchases stay under the pseudonym, of interactions and follow-ups the bare fact, of the timeline nothing. An
     * anonymised person's purchases lose the numbers by which another system knows them as well.
     */
    public void erase(CustomerErasure erasure) {
        var customer = erasure.customer().value();
        unit.in(em -> {
            dialect.insertIfAbsent(
                    em, "archives_erased", new String[] {"customer_id", "case_id"}, customer, erasure.id());
            Sql.update(
                    em,
                    "UPDATE archives_purchase SET customer_id = NULL, pseudonym = ?, version = version + 1"
                            + " WHERE customer_id = ?",
                    erasure.pseudonym(),
                    customer);
            Sql.update(
                    em,
                    "UPDATE archives_interaction SET customer_id = NULL, pseudonym = ?, topic_cipher = NULL,"
                            + " body_cipher = NULL, outcome_cipher = NULL, rating_cipher = NULL, external_id = NULL,"
                            + " fingerprint_cipher = NULL, version = version + 1 WHERE customer_id = ?",
                    erasure.pseudonym(),
                    customer);
            Sql.update(
                    em,
                    "UPDATE archives_follow_up SET state = 'CANCELLED', escalates_at = NULL, escalated_at = NULL,"
                            + " escalated_to = NULL, escalated_name = NULL WHERE customer_id = ?"
                            + " AND state IN ('PLANNED', 'MISSED')",
                    customer);
            Sql.update(
                    em,
                    "UPDATE archives_follow_up SET customer_id = NULL, pseudonym = ?, subject_cipher = NULL,"
                            + " note_cipher = NULL, version = version + 1 WHERE customer_id = ?",
                    erasure.pseudonym(),
                    customer);
            if (erasure.mode() == ErasureMode.ANONYMISE) {
                unlink(em, erasure.pseudonym());
            }
            return Sql.update(em, "DELETE FROM archives_timeline WHERE customer_id = ?", customer);
        });
    }

    private static void unlink(EntityManager em, String pseudonym) {
        Sql.update(
                em,
                "UPDATE archives_return SET external_id = NULL WHERE purchase_id IN"
                        + " (SELECT p.id FROM archives_purchase p WHERE p.pseudonym = ?)",
                pseudonym);
        Sql.update(em, "UPDATE archives_purchase SET external_id = NULL WHERE pseudonym = ?", pseudonym);
    }

    public void purchases(CustomerId customer, Consumer<Purchase> writer) {
        each(
                customer,
                "p.* FROM archives_purchase p",
                "p.sort_key",
                PurchaseEntity.class,
                row -> row.sortKey,
                (em, rows) -> PurchaseRows.purchases(em, rows).forEach(writer));
    }

    public void interactions(CustomerId customer, Consumer<Interaction> writer) {
        each(
                customer,
                "i.* FROM archives_interaction i",
                "i.sort_key",
                InteractionEntity.class,
                row -> row.sortKey,
                (em, rows) -> rows.stream().map(interactions::interaction).forEach(writer));
    }

    public void followUps(CustomerId customer, Consumer<FollowUp> writer) {
        each(
                customer,
                "f.* FROM archives_follow_up f",
                "f.sort_key",
                FollowUpEntity.class,
                row -> row.sortKey,
                (em, rows) -> rows.stream().map(followUps::followUp).forEach(writer));
    }

    public void events(CustomerId customer, Consumer<TimelineRow> writer) {
        each(
                customer,
                "t.* FROM archives_timeline t",
                "t.occurred_key",
                TimelineEntity.class,
                row -> row.occurredKey,
                (em, rows) -> rows.stream().map(timeline::event).forEach(writer));
    }

    private interface Rows<E> {
        void write(EntityManager em, List<E> rows);
    }

    /** Page by page, so that however much there is fits into memory. */
    private <E> void each(
            CustomerId customer, String select, String key, Class<E> type, Function<E, String> keyOf, Rows<E> writer) {
        @Nullable String after = null;
        do {
            var request = new PageRequest(PAGE - 1, after);
            after = unit.in(em -> {
                var rows = Sql.select(select)
                        .where("customer_id = ?", customer.value())
                        .page(key, true, request)
                        .entities(em, type);
                writer.write(em, rows);
                em.clear();
                return rows.size() < PAGE ? "" : keyOf.apply(rows.get(rows.size() - 1));
            });
        } while (!after.isEmpty());
    }
}
