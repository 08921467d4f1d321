package org.kithwork.core.internal.operation;

import java.time.Clock;
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
    private final ErasureLedger ledger;
    private final Clock clock;

    @Activate
    public Tombstones(
            @Reference OperationStore store,
            @Reference Transactions transactions,
            @Reference Keys keys,
            @Reference ErasureLedger ledger,
            @Reference Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.index = new BlindIndex(keys.ring());
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What stands for the customer on its tombstone. */
    public String of(CustomerId customer) {
        return index.of(DataClass.SUPPRESSION, FIELD, customer.value());
    }

    /** Leaves a sign of the erasure, in the current transaction, and outside the database when it is committed. */
    void bury(CustomerId customer, String operationId) {
        var hash = of(customer);
        keep(hash, operationId);
        transactions.afterCommit(() -> ledger.add(hash));
    }

    /** Leaves the sign in the database alone. */
    void keep(String hash, String operationId) {
        store.bury(hash, operationId, clock.instant());
    }

    /** What may stand for the customer, by any key. */
    List<String> candidates(CustomerId customer) {
        return index.candidates(DataClass.SUPPRESSION, FIELD, customer.value());
    }

    /** Whether the customer was erased: a restored copy of it is to be erased again. */
    public boolean isErased(CustomerId customer) {
        var signs = candidates(customer);
        return transactions.call(() -> store.isBuried(signs));
    }
}
