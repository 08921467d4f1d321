package org.kithwork.core.internal.operation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kithwork.core.internal.customer.CustomerEvents;
import org.kithwork.core.internal.customer.CustomerPermissions;
import org.kithwork.core.internal.operation.store.OperationEntity;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.core.internal.operation.store.StepStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Merges customers and takes merges back. The alias, the operation, the audit and the event are one transaction, in
 * which both customers are locked in the order of their ids; so of two merges that meet, the second sees the first.
 */
@Component(service = CustomerMerges.class)
public final class CustomerMerges {

    private static final Duration UNDO_WINDOW = Duration.ofDays(30);

    private final Transactions transactions;
    private final CustomerGuard guard;
    private final CustomerAlias alias;
    private final Stores stores;
    private final OperationStarter starter;
    private final Participants participants;
    private final MergeChoices choices;
    private final OperationLog log;
    private final Clock clock;

    private record Stores(OperationStore operations, StepStore steps) {}

    @Activate
    public CustomerMerges(
            @Reference Transactions transactions,
            @Reference CustomerGuard guard,
            @Reference CustomerAlias alias,
            @Reference OperationStore operations,
            @Reference StepStore steps,
            @Reference OperationStarter starter,
            @Reference Participants participants,
            @Reference MergeChoices choices,
            @Reference OperationLog log,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.guard = guard;
        this.alias = alias;
        this.stores = new Stores(operations, steps);
        this.starter = starter;
        this.participants = participants;
        this.choices = choices;
        this.log = log;
        this.clock = clock;
    }

    /** Has the survivor answer for the absorbed customer; the operation's id. */
    String merge(CustomerId survivor, CustomerId absorbed, Map<String, String> fields) {
        if (survivor.equals(absorbed)) {
            throw Problem.invalid("/absorbed", Message.of(CustomerMerges.class, "merge-same"));
        }
        var chosen = choices.write(fields);
        return guard.locked(CustomerPermissions.MERGE, absorbed, List.of(survivor), transactions, locked -> {
            var kept = locked.free(survivor);
            var given = locked.free(absorbed);
            choices.checkOwner(fields, kept, given);
            var status = given.status();
            alias.setAlias(absorbed, survivor);
            var merge = starter.start(Operation.Kind.MERGE, survivor, participants.known(), operation -> {
                operation.absorbedId = absorbed.value();
                operation.absorbedStatus = status;
                operation.choices = chosen;
            });
            log.write(CustomerEvents.MERGED, "customer.merged", merge, null);
            return merge.id;
        });
    }

    /** Has the absorbed customer answer for itself again; the operation's id. */
    String undo(CustomerId survivor, String mergeId) {
        return transactions.call(() -> {
            var found = stores.operations
                    .find(mergeId)
                    .filter(operation -> operation.kind == Operation.Kind.MERGE
                            && operation.customer().equals(survivor))
                    .orElseThrow(() -> Problem.notFound("merge"));
            var absorbed = found.absorbed();
            var locked = guard.lock(CustomerPermissions.MERGE, survivor, absorbed);
            checkUndo(locked, found.id, survivor, absorbed);
            return undo(found, survivor);
        });
    }

    /** Takes a merge back that was taken back before, in a database that is newer than the one that shows it. */
    void takeBack(CustomerId survivor, CustomerId absorbed) {
        transactions.run(() -> {
            guard.lock(CustomerPermissions.MERGE, survivor, absorbed);
            stores.operations
                    .mergeOf(survivor.value(), absorbed.value())
                    .flatMap(stores.operations::find)
                    .ifPresent(merge -> undo(merge, survivor));
        });
    }

    private String undo(OperationEntity found, CustomerId survivor) {
        var absorbed = found.absorbed();
        alias.clearAlias(absorbed, found.absorbedStatus);
        restoreAliases(absorbed);
        var mergeId = found.id;
        var undo = starter.start(Operation.Kind.UNDO, survivor, stores.steps.participants(mergeId), operation -> {
            operation.absorbedId = absorbed.value();
            operation.mergeId = mergeId;
        });
        stores.operations.undone(mergeId, undo.id);
        stores.steps.cancel(mergeId, clock.instant());
        log.write(OperationEvents.SEPARATED, "customer.separated", undo, null);
        return undo.id;
    }

    /** Under the customers' locks, so what it reads holds. */
    private void checkUndo(CustomerGuard.Locked locked, String mergeId, CustomerId survivor, CustomerId absorbed) {
        var merge = stores.operations.find(mergeId).orElseThrow();
        if (locked.visible(survivor).status() == CustomerStatus.MERGED) {
            throw CustomerGuard.conflict("merge-followed");
        }
        locked.free(survivor);
        var state = locked.visible(absorbed);
        if (merge.undoneBy != null || state.status() != CustomerStatus.MERGED || !survivor.equals(state.mergedInto())) {
            throw CustomerGuard.conflict("merge-undone");
        }
        if (merge.createdAt.plus(UNDO_WINDOW).isBefore(clock.instant())) {
            throw CustomerGuard.conflict("merge-too-old", UNDO_WINDOW.toDays());
        }
    }

    /** Those that had been merged into the absorbed customer before are its own again. */
    private void restoreAliases(CustomerId absorbed) {
        for (var id : underneath(absorbed)) {
            alias.setAlias(id, absorbed);
        }
    }

    private Set<CustomerId> underneath(CustomerId root) {
        var found = new HashSet<CustomerId>();
        var open = new ArrayDeque<>(Set.of(root));
        while (!open.isEmpty()) {
            for (var id : stores.operations.absorbedBy(open.pop().value())) {
                var customer = new CustomerId(id);
                if (found.add(customer)) {
                    open.add(customer);
                }
            }
        }
        return found;
    }
}
