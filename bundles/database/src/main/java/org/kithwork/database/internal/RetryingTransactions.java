package org.kithwork.database.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Dialect;
import org.kithwork.store.StatementLimit;
import org.kithwork.store.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the outermost transaction again when the database asks for it, or when two made the same key at once. */
public abstract class RetryingTransactions implements Transactions {

    private static final Logger LOGGER = LoggerFactory.getLogger(RetryingTransactions.class);
    private static final int ATTEMPTS = 8;
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final Dialect dialect;

    protected RetryingTransactions(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Whether this thread is inside a transaction. */
    protected abstract boolean isActive();

    /** Runs the body in one transaction, which is rolled back when it throws. */
    protected abstract <T> T once(Supplier<T> body);

    @Override
    public final <T> T call(Supplier<T> body) {
        if (isActive()) {
            return body.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(body);
            } catch (RuntimeException e) {
                retryOrThrow(e, attempt);
            }
        }
    }

    private void retryOrThrow(RuntimeException e, int attempt) {
        if (e instanceof Problem) {
            throw e;
        }
        if (SqlFailures.isOvertaken(e) && attempt < ATTEMPTS) {
            // Who asked for a version is told, now that the other's change can be seen, that his is stale.
            pause(attempt);
            return;
        }
        var failure = SqlFailures.in(e);
        if (failure.isEmpty()) {
            throw e;
        }
        if (SqlFailures.isPoolEmpty(e)) {
            LOGGER.warn("All connections to the database are in use; a request was turned away");
            throw Problem.of(ProblemKind.UNAVAILABLE, "busy").retryAfter(BUSY);
        }
        StatementLimit.exceeded(e).ifPresent(problem -> {
            LOGGER.warn("A statement of a request took too long and was cancelled");
            throw problem;
        });
        if (dialect.isStorageFull(failure.get())) {
            throw Problem.of(ProblemKind.STORAGE_FULL, "storage-full");
        }
        var duplicate = dialect.isDuplicate(failure.get());
        if (!duplicate && !dialect.isRetryable(failure.get())) {
            throw e;
        }
        if (attempt == ATTEMPTS) {
            throw duplicate ? e : Problem.of(ProblemKind.UNAVAILABLE, "busy");
        }
        LOGGER.debug("Transaction is tried again ({})", failure.get().getSQLState());
        pause(attempt);
    }

    /** A short, growing, random wait, so that two that collided do not collide again. */
    private static void pause(int attempt) {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(5, 10L << Math.min(attempt, 6))));
    }
}
