package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps when each customer was last really talked to, and tells when something was last won with him. */
@Component(service = ContactStore.class)
public final class ContactStore {

    private static final String[] COLUMNS = {"customer_id", "last_at"};

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public ContactStore(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** Notes a time at which the customer was talked to; an earlier one than is known says nothing. */
    public void note(CustomerId customer, Instant at) {
        unit.run(em -> note(em, customer.value(), Timestamp.from(at)));
    }

    private void note(EntityManager em, String customer, Timestamp at) {
        if (!dialect.insertIfAbsent(em, "funnel_contact", COLUMNS, customer, at)) {
            Sql.update(
                    em,
                    "UPDATE funnel_contact SET last_at = ? WHERE customer_id = ? AND last_at < ?",
                    at,
                    customer,
                    at);
        }
    }

    /** When these customers were last talked to; those to whom nobody did are left out. */
    public Map<CustomerId, Instant> last(Collection<CustomerId> customers) {
        return unit.in(em -> times(Sql.inPortions(
                customers.stream().map(CustomerId::value).toList(),
                some -> Sql.select("k.customer_id, k.last_at FROM funnel_contact k")
                        .whereIn("k.customer_id", some)
                        .rows(em))));
    }

    /** When something was last won with these customers; those with whom nothing was are left out. */
    public Map<CustomerId, Instant> won(Collection<CustomerId> customers) {
        return unit.in(em -> times(Sql.inPortions(
                customers.stream().map(CustomerId::value).toList(),
                some -> Sql.select("o.customer_id, MAX(o.won_at) FROM funnel_opportunity o "
                                + Sql.byIndex("funnel_opportunity_customer"))
                        .whereIn("o.customer_id", some)
                        .where("o.status = 'WON'")
                        .groupBy("o.customer_id")
                        .rows(em))));
    }

    private static Map<CustomerId, Instant> times(List<Object[]> rows) {
        var times = new HashMap<CustomerId, Instant>();
        rows.forEach(row -> times.put(new CustomerId((String) row[0]), ((Timestamp) row[1]).toInstant()));
        return times;
    }

    /** The survivor was talked to whenever the absorbed one was. */
    public void merge(CustomerMerge merge) {
        unit.run(em -> {
            var absorbed = merge.absorbed().value();
            for (var at : Sql.select("k.last_at FROM funnel_contact k")
                    .where("k.customer_id = ?", absorbed)
                    .values(em, Timestamp.class)) {
                note(em, merge.survivor().value(), at);
                forget(em, absorbed);
            }
        });
    }

    /** Whom of the two it was is not known any more, so that neither goes back too early. */
    public void undo(CustomerMerge merge) {
        unit.run(em -> Sql.select("k.last_at FROM funnel_contact k")
                .where("k.customer_id = ?", merge.survivor().value())
                .values(em, Timestamp.class)
                .forEach(at -> note(em, merge.absorbed().value(), at)));
    }

    public void erase(CustomerId customer) {
        unit.run(em -> forget(em, customer.value()));
    }

    private static void forget(EntityManager em, String customer) {
        Sql.update(em, "DELETE FROM funnel_contact WHERE customer_id = ?", customer);
    }
}
