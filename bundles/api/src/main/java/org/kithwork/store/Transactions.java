package org.kithwork.store;

import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Transactions over core and modules (JTA). A call inside a transaction joins it. The outermost call is tried again
 * when the database asks for it (deadlock, serialisation, lock time-out), so its body has no effect outside the
 * database; when it throws, everything is rolled back.
 */
@ProviderType
public interface Transactions {

    /** Runs the body in the current transaction or in one of its own. */
    <T> T call(Supplier<T> body);

    /** Runs the body in the current transaction or in one of its own. */
    default void run(Runnable body) {
        call(() -> {
            body.run();
            return "";
        });
    }

    /**
     * Runs after the current transaction has committed, or at once outside one; never after a roll-back. The action
     * does not use the database: the transaction is still being completed.
     */
    void afterCommit(Runnable action);

    /** Runs after the current transaction was rolled back, each time it is; never after a commit or outside one. */
    void afterRollback(Runnable action);
}
