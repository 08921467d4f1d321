package org.kithwork.core.internal.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.kithwork.core.Callers;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a module's code in a transaction, as the module, and says in safe words what went wrong. */
@Component(service = Attempts.class)
public final class Attempts {

    private static final Logger LOGGER = LoggerFactory.getLogger(Attempts.class);

    private final Transactions transactions;
    private final Callers callers;
    private final Clock clock;

    @Activate
    public Attempts(@Reference Transactions transactions, @Reference Callers callers, @Reference Clock clock) {
        this.transactions = transactions;
        this.callers = callers;
        this.clock = clock;
    }

    /** What went wrong. */
    public enum Kind {
        /** This thread's knowledge was out of date; nothing happened. */
        SUPERSEDED,
        /** Not the event's fault: the database is away or full. */
        HINDERED,
        /** The customer was erased, so there is nothing to do. */
        ERASED,
        FAILED
    }

    /**
     * A failure.
     *
     * @param reason without personal data
     */
    public record Failure(Kind kind, String reason) {}

    /** Runs the body; empty when it is committed, else nothing of it has happened. */
    public Optional<Failure> run(Actor actor, Runnable body) {
        try {
            callers.run(actor, () -> transactions.run(body));
            return Optional.empty();
        } catch (Superseded e) {
            return Optional.of(new Failure(Kind.SUPERSEDED, "superseded"));
        } catch (Problem e) {
            return Optional.of(new Failure(kind(e), e.code()));
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOGGER.debug("{} failed", actor.id(), e);
            return Optional.of(new Failure(Kind.FAILED, reason(e)));
        }
    }

    /** Now, as exactly as the databases keep it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Kind kind(Problem problem) {
        if (problem.code().equals("customer-erased")) {
            return Kind.ERASED;
        }
        return problem.kind() == ProblemKind.UNAVAILABLE || problem.kind() == ProblemKind.STORAGE_FULL
                ? Kind.HINDERED
                : Kind.FAILED;
    }

    /** The kind of failure and the place; never its message, which may name a person. */
    private static String reason(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        var text = new StringBuilder(cause.getClass().getSimpleName());
        if (cause instanceof SQLException sql) {
            text.append(' ').append(sql.getSQLState());
        }
        var trace = cause.getStackTrace();
        if (trace.length > 0) {
            text.append(" at ").append(trace[0].getFileName()).append(':').append(trace[0].getLineNumber());
        }
        return text.length() > 500 ? text.substring(0, 500) : text.toString();
    }
}
