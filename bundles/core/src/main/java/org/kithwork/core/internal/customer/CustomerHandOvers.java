package org.kithwork.core.internal.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.CustomerTransfers.Kind;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.customer.CustomerStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives a locked customer to another owner or store, with the history, keys, audit and event that go with it, in the current transaction. */
@Component(service = CustomerHandOvers.class)
public final class CustomerHandOvers {

    private final CustomerWriter writer;
    private final CustomerHistory history;

    @Activate
    public CustomerHandOvers(@Reference CustomerWriter writer, @Reference CustomerHistory history) {
        this.writer = writer;
        this.history = history;
    }

    static boolean isLiving(CustomerEntity customer) {
        return customer.status != CustomerStatus.MERGED && customer.status != CustomerStatus.ERASED;
    }

    /** Gives the customer to this owner; {@code null} for nobody. */
    void toOwner(CustomerEntity customer, @Nullable String owner, String action) {
        var from = customer.ownerId;
        customer.ownerId = owner;
        written(customer, action, Kind.OWNER, from, owner);
    }

    /** Gives the customer to this store. */
    void toStore(CustomerEntity customer, String store, String action) {
        var from = customer.storeId;
        customer.storeId = store;
        written(customer, action, Kind.STORE, from, store);
    }

    private void written(
            CustomerEntity customer, String action, Kind what, @Nullable String from, @Nullable String to) {
        writer.touch(customer);
        if (isLiving(customer)) {
            history.record(customer, List.of(new Change(what == Kind.OWNER ? "ownerId" : "storeId", from, to)));
            writer.renewKeys(customer);
            writer.tellReassigned(customer, action, what, from, to);
        }
    }
}
