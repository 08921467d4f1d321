package org.kithwork.test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.apache.aries.jpa.template.EmConsumer;
import org.apache.aries.jpa.template.EmFunction;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.database.internal.RetryingTransactions;
import org.kithwork.store.Dialect;

/** The transactions of one persistence unit outside a container: the same rules, without JTA. */
final class LocalTransactions extends RetryingTransactions implements JpaTemplate {

    private final EntityManagerFactory factory;
    private final ThreadLocal<@Nullable Current> current = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Boolean> completing = new ThreadLocal<>();

    LocalTransactions(EntityManagerFactory factory, Dialect dialect) {
        super(dialect);
        this.factory = factory;
    }

    private record Current(EntityManager em, List<Runnable> afterCommit, List<Runnable> afterRollback) {}

    @Override
    protected boolean isActive() {
        return current.get() != null;
    }

    @Override
    protected <T> T once(Supplier<T> body) {
        if (completing.get() != null) {
            throw new IllegalStateException("As under JTA, there is no new transaction while one completes");
        }
        var mine = new Current(factory.createEntityManager(), new ArrayList<>(), new ArrayList<>());
        current.set(mine);
        T result;
        var committed = false;
        try {
            mine.em().getTransaction().begin();
            result = body.get();
            mine.em().getTransaction().commit();
            committed = true;
        } finally {
            current.remove();
            if (mine.em().getTransaction().isActive()) {
                mine.em().getTransaction().rollback();
            }
            mine.em().close();
            if (!committed) {
                complete(mine.afterRollback());
            }
        }
        complete(mine.afterCommit());
        return result;
    }

    private void complete(List<Runnable> actions) {
        completing.set(true);
        try {
            actions.forEach(Runnable::run);
        } finally {
            completing.remove();
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        var active = current.get();
        if (active == null) {
            action.run();
        } else {
            active.afterCommit().add(action);
        }
    }

    @Override
    public void afterRollback(Runnable action) {
        var active = current.get();
        if (active != null) {
            active.afterRollback().add(action);
        }
    }

    @Override
    public <R> R txExpr(TransactionType type, EmFunction<R> code) {
        return call(() -> {
            var active = current.get();
            if (active == null) {
                throw new IllegalStateException("No transaction");
            }
            return code.apply(active.em());
        });
    }

    @Override
    public <R> R txExpr(EmFunction<R> code) {
        return txExpr(TransactionType.Required, code);
    }

    @Override
    public void tx(TransactionType type, EmConsumer code) {
        txExpr(type, em -> {
            code.accept(em);
            return "";
        });
    }

    @Override
    public void tx(EmConsumer code) {
        tx(TransactionType.Required, code);
    }
}
