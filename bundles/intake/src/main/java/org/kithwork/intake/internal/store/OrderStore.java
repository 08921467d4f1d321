package org.kithwork.intake.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps two senders of one order from each other: the second waits until the first is done. */
@Component(service = OrderStore.class)
public final class OrderStore {

    private final IntakeUnit unit;
    private final Dialect dialect;

    @Activate
    public OrderStore(@Reference IntakeUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** Holds the order, named by a hash, until the transaction ends. */
    public void lock(String order, Instant now) {
        unit.in(em -> {
            var isNew = dialect.insertIfAbsent(
                    em, "intake_order", new String[] {"order_hash", "received_at"}, order, Timestamp.from(now));
            return isNew
                    ? 1
                    : em.createNativeQuery("UPDATE intake_order SET received_at = ? WHERE order_hash = ?")
                            .setParameter(1, Timestamp.from(now))
                            .setParameter(2, order)
                            .executeUpdate();
        });
    }

    /** Forgets some that nobody sent since then. */
    public void removeBefore(Instant before, int limit) {
        unit.in(em -> {
            var orders = Sql.select("o.order_hash FROM intake_order o " + Sql.byIndex("intake_order_age"))
                    .where("o.received_at < ?", Timestamp.from(before))
                    .first(limit)
                    .values(em, String.class);
            for (var order : orders) {
                em.createNativeQuery("DELETE FROM intake_order WHERE order_hash = ?")
                        .setParameter(1, order)
                        .executeUpdate();
            }
            return orders.size();
        });
    }
}
