package org.kithwork.database.internal;

import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.persistence.OptimisticLockException;

/** Finds what the database said inside what the layers above made of it. */
final class SqlFailures {

    private SqlFailures() {}

    /** Whether somebody else changed the same row meanwhile. */
    static boolean isOvertaken(Throwable failure) {
        return causes(failure).anyMatch(OptimisticLockException.class::isInstance);
    }

    /** Whether no connection became free in time. */
    static boolean isPoolEmpty(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException
                        && causes(cause).anyMatch(NoSuchElementException.class::isInstance));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    static Optional<SQLException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                if (suppressed instanceof SQLException sql) {
                    return Optional.of(sql);
                }
            }
        }
        return Optional.empty();
    }
}
