package org.kithwork.core.internal.operation;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.kithwork.core.internal.customer.CustomerPermissions;
import org.kithwork.core.internal.limit.Limits;
import org.kithwork.core.internal.operation.store.OperationEntity;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Copies of all that is held on a person: begun, handed out, and thrown away after a while. */
@Component(service = CustomerExports.class)
public final class CustomerExports {

    private static final Duration KEPT = Duration.ofDays(7);

    private final Transactions transactions;
    private final CustomerGuard guard;
    private final OperationStarter starter;
    private final Participants participants;
    private final OperationStore store;
    private final ExportArchive archive;
    private final OperationLog log;
    private final Limits limits;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public CustomerExports(
            @Reference Transactions transactions,
            @Reference CustomerGuard guard,
            @Reference OperationStarter starter,
            @Reference Participants participants,
            @Reference OperationStore store,
            @Reference ExportArchive archive,
            @Reference OperationLog log,
            @Reference Limits limits,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.guard = guard;
        this.starter = starter;
        this.participants = participants;
        this.store = store;
        this.archive = archive;
        this.log = log;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins; the operation's id. It waits for modules that are away, since a copy of a part would look like all. */
    String export(CustomerId customer) {
        return transactions.call(() -> {
            guard.lock(CustomerPermissions.EXPORT, customer).open(customer);
            var steps = new ArrayList<>(participants.known());
            steps.add(ExportArchive.STEP);
            var operation = starter.start(Operation.Kind.EXPORT, customer, steps, started -> {});
            log.audit("customer.export-started", operation, null);
            return operation.id;
        });
    }

    /**
     * Checks that the actor may have this copy now, and notes that he takes it; {@link #writeTo} follows with the mark that
     * is answered. It counts as one row of what he exports: it is on one person, who has a right to it however much that is.
     */
    public String take(CustomerId customer, String operationId) {
        return transactions.call(() -> {
            guard.lock(CustomerPermissions.EXPORT, customer).open(customer);
            var operation = find(customer, operationId);
            if (operation.state != Operation.State.DONE || !archive.exists(operationId)) {
                throw Problem.notFound("export");
            }
            var rows = archive.records(operationId);
            limits.export(1);
            var mark = ids.next();
            log.taken(mark, operation, rows);
            return mark;
        });
    }

    private OperationEntity find(CustomerId customer, String operationId) {
        return store.find(operationId)
                .filter(operation -> operation.kind == Operation.Kind.EXPORT
                        && operation.customer().equals(customer))
                .orElseThrow(() -> Problem.notFound("export"));
    }

    /** Writes the copy in clear, with the mark of who takes it. */
    public void writeTo(String operationId, String mark, OutputStream target) throws IOException {
        archive.writeTo(operationId, mark, target);
    }

    /**
     * Throws away, once the current transaction has committed, the copies of a customer who is erased, and the files of
     * many customers, in which he may stand.
     */
    void discard(CustomerId customer) {
        var copies = store.exports(null, customer.value());
        transactions.afterCommit(() -> {
            copies.forEach(archive::delete);
            archive.delete(ExportVault.LISTS);
        });
    }

    /** Throws away the copies that are older than a week; to be called now and then. */
    public void clean() {
        transactions
                .call(() -> store.exports(clock.instant().minus(KEPT), null))
                .forEach(archive::delete);
    }
}
