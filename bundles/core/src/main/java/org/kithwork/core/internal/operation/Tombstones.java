package org.kithwork.core.internal.operation;

import java.util.List;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.core.internal.protection.BlindIndex;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.customer.CustomerId;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Knows an erased customer again by a keyed hash of the id, and tells nobody who it was. */
@Component(service = Tombstones.class)
public final class Tombstones {

    private static final String FIELD = "customer-id";

    private final OperationStore store;
    private final Transactions transactions;
    private final BlindIndex index;

    @Activate
    public Tombstones(@Reference OperationStore store, @Reference Transactions transactions, @Reference Keys keys) {
        this.store = store;
        this.transactions = transactions;
        this.index = new BlindIndex(keys.ring());
    }

    /** What stands for the customer on its tombstone. */
    public String of(CustomerId customer) {
        return index.of(DataClass.SUPPRESSION, FIELD, customer.value());
    }

    /** Whether the customer was erased: a restored copy of it is to be erased again. */
    public boolean isErased(CustomerId customer) {
        List<String> candidates = index.candidates(DataClass.SUPPRESSION, FIELD, customer.value());
        return transactions.call(() -> store.isBuried(candidates));
    }
}
