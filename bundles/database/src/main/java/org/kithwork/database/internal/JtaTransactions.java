package org.kithwork.database.internal;

import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javax.transaction.HeuristicMixedException;
import javax.transaction.HeuristicRollbackException;
import javax.transaction.NotSupportedException;
import javax.transaction.RollbackException;
import javax.transaction.Status;
import javax.transaction.Synchronization;
import javax.transaction.SystemException;
import javax.transaction.TransactionManager;
import org.kithwork.store.Dialect;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.coordinator.Coordinator;

/** JTA over the one data source. The coordination lets every persistence unit keep one entity manager meanwhile. */
@Component(service = Transactions.class)
public final class JtaTransactions extends RetryingTransactions {

    private final TransactionManager manager;
    private final Coordinator coordinator;

    @Activate
    public JtaTransactions(
            @Reference TransactionManager manager, @Reference Coordinator coordinator, @Reference Dialect dialect) {
        super(dialect);
        this.manager = manager;
        this.coordinator = coordinator;
    }

    @Override
    protected <T> T once(Supplier<T> body) {
        var coordination = coordinator.begin("org.kithwork.transaction", 0);
        try {
            begin();
            T result;
            try {
                result = body.get();
            } catch (RuntimeException | Error e) {
                rollback(e);
                throw e;
            }
            commit();
            return result;
        } finally {
            coordination.end();
        }
    }

    private void begin() {
        try {
            manager.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException("Cannot begin a transaction", e);
        }
    }

    private void commit() {
        try {
            manager.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
            throw new IllegalStateException("The transaction was rolled back", e);
        }
    }

    private void rollback(Throwable reason) {
        try {
            manager.rollback();
        } catch (SystemException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        if (!isActive()) {
            action.run();
            return;
        }
        register(status -> {
            if (status == Status.STATUS_COMMITTED) {
                action.run();
            }
        });
    }

    @Override
    public void afterRollback(Runnable action) {
        if (isActive()) {
            register(status -> {
                if (status != Status.STATUS_COMMITTED) {
                    action.run();
                }
            });
        }
    }

    private void register(IntConsumer completion) {
        try {
            manager.getTransaction().registerSynchronization(new AfterCompletion(completion));
        } catch (RollbackException | SystemException e) {
            throw new IllegalStateException("The transaction is already being rolled back", e);
        }
    }

    @Override
    protected boolean isActive() {
        try {
            var status = manager.getStatus();
            return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
        } catch (SystemException e) {
            throw new IllegalStateException("Cannot ask for the transaction", e);
        }
    }

    private record AfterCompletion(IntConsumer action) implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            action.accept(status);
        }
    }
}
