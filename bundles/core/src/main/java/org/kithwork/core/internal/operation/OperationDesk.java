package org.kithwork.core.internal.operation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.core.internal.operation.store.StepStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an administrator sees of operations and does about them. */
@Component(service = OperationDesk.class)
public final class OperationDesk {

    static final Permission VIEW = Permission.of("core:operation:view");
    static final Permission EDIT = Permission.of("core:operation:edit");

    private final Stores stores;
    private final Transactions transactions;
    private final OperationRunner runner;
    private final StepRunner steps;
    private final Paging paging;
    private final AccessControl access;
    private final Audit audit;

    private record Stores(OperationStore operations, StepStore steps) {}

    @Activate
    public OperationDesk(
            @Reference OperationStore operations,
            @Reference StepStore steps,
            @Reference Transactions transactions,
            @Reference OperationRunner runner,
            @Reference StepRunner stepRunner,
            @Reference Paging paging,
            @Reference AccessControl access,
            @Reference Audit audit) {
        this.stores = new Stores(operations, steps);
        this.transactions = transactions;
        this.runner = runner;
        this.steps = stepRunner;
        this.paging = paging;
        this.access = access;
        this.audit = audit;
    }

    /** Operations, newest first. */
    public Page<Operation> list(@Nullable CustomerId customer, PageRequest request) {
        access.require(VIEW);
        var rows = transactions.call(() -> stores.operations.list(customer == null ? null : customer.value(), request));
        return paging.page(rows, request, Operation::id);
    }

    public Operation get(String id) {
        access.require(VIEW);
        return load(id);
    }

    /** The operation that the actor has just begun. */
    public Operation begun(String id) {
        return load(id);
    }

    private Operation load(String id) {
        return transactions.call(() -> stores.operations.get(id)).orElseThrow(() -> Problem.notFound("operation"));
    }

    /** Has all that is open of an operation tried again at once. */
    public Operation retry(String id) {
        access.require(EDIT);
        var operation = load(id);
        transactions.run(() -> {
            stores.steps.retry(id, steps.now());
            audit.record(new Audit.Entry(
                    "operation.retried",
                    "core:operation",
                    id,
                    operation.customerId(),
                    Map.of("kind", operation.kind().name()),
                    null));
            transactions.afterCommit(runner::wake);
        });
        return load(id);
    }
}
