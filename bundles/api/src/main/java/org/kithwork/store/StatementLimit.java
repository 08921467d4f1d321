package org.kithwork.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/**
 * How long the database may work at one statement of this thread. The platform binds a limit to the thread of each
 * request; jobs, imports, backups, event handlers and the shell have none. What takes longer is cancelled, its
 * transaction is rolled back, and the caller is told so.
 */
public final class StatementLimit {

    private static final ThreadLocal<@Nullable Duration> BOUND = new ThreadLocal<>();

    /** What PostgreSQL and Derby call a statement that was cancelled. */
    private static final Set<String> CANCELLED = Set.of("57014", "XCL52");

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private StatementLimit() {}

    /** The limit of this thread; empty where none holds. */
    public static Optional<Duration> current() {
        return Optional.ofNullable(BOUND.get());
    }

    /** Runs the body with this limit, in whole seconds, for every statement that the thread begins meanwhile. */
    public static <T> T within(Duration limit, Supplier<T> body) {
        var before = BOUND.get();
        bind(limit);
        try {
            return body.get();
        } finally {
            bind(before);
        }
    }

    private static void bind(@Nullable Duration limit) {
        if (limit == null) {
            BOUND.remove();
        } else {
            BOUND.set(limit);
        }
    }

    /** The problem to answer with when a statement was cancelled; empty for every other failure. */
    public static Optional<Problem> exceeded(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(StatementLimit::isCancelled)
                ? Optional.of(Problem.of(ProblemKind.UNAVAILABLE, "statement-too-long")
                        .retryAfter(AGAIN))
                : Optional.empty();
    }

    private static boolean isCancelled(Throwable cause) {
        return cause instanceof SQLException sql && CANCELLED.contains(Objects.toString(sql.getSQLState()));
    }
}
