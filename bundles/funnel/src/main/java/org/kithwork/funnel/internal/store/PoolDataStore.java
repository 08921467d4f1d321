package org.kithwork.funnel.internal.store;

import java.util.Map;
import java.util.function.Consumer;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.store.CustomerRows;
import org.kithwork.customer.store.CustomerRows.Table;
import org.kithwork.funnel.internal.pool.PoolEntry;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Moves, erases and hands out what pools hold of a customer. Asks no right: the core calls it for the module. */
@Component(service = PoolDataStore.class)
public final class PoolDataStore {

    private static final CustomerRows ROWS =
            new CustomerRows("funnel_moved", Table.plain(PoolLog.TABLE, "pool-entry", "claims"));

    private final FunnelUnit unit;
    private final PoolLog log;
    private final ContactStore contacts;

    @Activate
    public PoolDataStore(@Reference FunnelUnit unit, @Reference PoolLog log, @Reference ContactStore contacts) {
        this.unit = unit;
        this.log = log;
        this.contacts = contacts;
    }

    /** How many entries the customer has. */
    public Map<String, Long> counts(CustomerId customer) {
        return unit.in(em -> ROWS.counts(em, customer));
    }

    /** Gives what is known of the absorbed customer to the survivor. */
    public void move(CustomerMerge merge) {
        unit.run(em -> ROWS.move(em, merge));
        contacts.merge(merge);
    }

    /** Gives back what a merge moved. */
    public void moveBack(CustomerMerge merge) {
        unit.run(em -> ROWS.moveBack(em, merge));
        contacts.undo(merge);
    }

    /** That somebody claimed a customer on a day still counts for his limits; who it was is gone. */
    public void erase(CustomerId customer) {
        unit.run(em -> Sql.update(
                em, "UPDATE funnel_pool_entry SET customer_id = NULL WHERE customer_id = ?", customer.value()));
        contacts.erase(customer);
    }

    /** Each entry of the customer. */
    public void each(CustomerId customer, Consumer<PoolEntry> reader) {
        log.each(customer, reader);
    }
}
