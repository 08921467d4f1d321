package org.kithwork.core.internal.operation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Erases again, by the same operation, whoever was erased after the moment that a restored database shows. A tombstone
 * that the ledger outside has and the database lacks is the sign of it; afterwards the database has it too, so a second
 * call finds nothing to do.
 */
@Component(service = ErasureReplay.class)
public final class ErasureReplay {

    private static final String RESTORED = "restored";
    private static final int PAGE = 1000;

    private final ErasureLedger ledger;
    private final Tombstones tombstones;
    private final OperationStore store;
    private final CustomerAlias alias;
    private final CustomerErasures erasures;
    private final Work work;

    private record Work(
            CustomerMerges merges,
            OperationRunner runner,
            Participants participants,
            Transactions transactions,
            Callers callers) {}

    @Activate
    public ErasureReplay(
            @Reference ErasureLedger ledger,
            @Reference Tombstones tombstones,
            @Reference OperationStore store,
            @Reference CustomerAlias alias,
            @Reference CustomerErasures erasures,
            @Reference CustomerMerges merges,
            @Reference OperationRunner runner,
            @Reference Participants participants,
            @Reference Transactions transactions,
            @Reference Callers callers) {
        this.ledger = ledger;
        this.tombstones = tombstones;
        this.store = store;
        this.alias = alias;
        this.erasures = erasures;
        this.work = new Work(merges, runner, participants, transactions, callers);
    }

    /** Whom the ledger has and the database lacks goes; how many customers were erased. Repeatable. */
    public int replay() {
        return work.callers.as(Actor.module("core"), () -> {
            var present = work.transactions.call(store::tombstones);
            var missing = new HashSet<>(ledger.read());
            missing.removeAll(present);
            ledger.complete(present);
            return missing.isEmpty() ? 0 : replay(missing);
        });
    }

    private int replay(Set<String> missing) {
        var found = find(missing);
        found.forEach(customer -> separate(customer, missing));
        int erased = 0;
        for (var customer : found) {
            erased += erasures.again(customer) ? 1 : 0;
        }
        work.transactions.run(() -> missing.forEach(hash -> tombstones.keep(hash, RESTORED)));
        work.participants.namesHere().forEach(work.runner::catchUp);
        return erased;
    }

    private List<CustomerId> find(Set<String> missing) {
        var found = new ArrayList<CustomerId>();
        var page = page("");
        while (!page.isEmpty()) {
            for (var id : page) {
                if (tombstones.candidates(new CustomerId(id)).stream().anyMatch(missing::contains)) {
                    found.add(new CustomerId(id));
                }
            }
            page = page(page.get(page.size() - 1));
        }
        return found;
    }

    private List<String> page(String after) {
        return work.transactions.call(() -> alias.after(after, PAGE));
    }

    /** Takes back a merge into somebody who was not erased: it had been taken back before the erasure. */
    private void separate(CustomerId customer, Set<String> missing) {
        var survivor = work.transactions.call(() -> alias.answersFor(customer));
        if (survivor.isPresent()
                && tombstones.candidates(survivor.get()).stream().noneMatch(missing::contains)) {
            work.merges.takeBack(survivor.get(), customer);
        }
    }
}
