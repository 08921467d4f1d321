package org.kithwork.core.internal.operation;

import java.time.Clock;
import java.util.Collection;
import java.util.function.Consumer;
import org.kithwork.core.internal.operation.store.OperationEntity;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes a new operation of the actor's in the current transaction, and has it begun after the commit. */
@Component(service = OperationStarter.class)
public final class OperationStarter {

    private final OperationStore store;
    private final OperationRunner runner;
    private final Transactions transactions;
    private final AccessControl access;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public OperationStarter(
            @Reference OperationStore store,
            @Reference OperationRunner runner,
            @Reference Transactions transactions,
            @Reference AccessControl access,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.runner = runner;
        this.transactions = transactions;
        this.access = access;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new operation with a step for each of the participants; one without steps is done at once. */
    OperationEntity start(
            Operation.Kind kind,
            CustomerId customer,
            Collection<String> participants,
            Consumer<OperationEntity> details) {
        var actor = access.actor();
        var operation = new OperationEntity();
        operation.id = ids.next();
        operation.kind = kind;
        operation.customerId = customer.value();
        operation.actorKind = actor.kind().name();
        operation.actorId = actor.id();
        operation.actorName = actor.name();
        operation.createdAt = clock.instant();
        if (participants.isEmpty()) {
            operation.state = Operation.State.DONE;
            operation.finishedAt = operation.createdAt;
        }
        details.accept(operation);
        store.insert(operation, participants);
        transactions.afterCommit(runner::wake);
        return operation;
    }
}
