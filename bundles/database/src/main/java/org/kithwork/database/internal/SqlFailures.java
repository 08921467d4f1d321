package org.kithwork.database.internal;

import java.sql.SQLException;
import java.util.Optional;

/** Finds what the database said inside what the layers above made of it. */
final class SqlFailures {

    private SqlFailures() {}

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
