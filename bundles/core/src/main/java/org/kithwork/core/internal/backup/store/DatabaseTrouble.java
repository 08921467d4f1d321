package org.kithwork.core.internal.backup.store;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a database says when it cannot do what a backup needs of it. */
public final class DatabaseTrouble extends IOException {

    private static final long serialVersionUID = 1L;
    private static final String POSTGRES_FULL = "53100";
    private static final String POSTGRES_DEPENDENTS = "2BP01";

    DatabaseTrouble(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Work with a database. */
    interface Work<T> {
        T run() throws SQLException, IOException;
    }

    static <T> T told(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new DatabaseTrouble(e);
        }
    }

    /** Whether there is no room on a disk, whoever wanted to write. */
    public static boolean isFull(@Nullable Throwable cause) {
        if (cause == null) {
            return false;
        }
        var message = String.valueOf(cause.getMessage());
        if (message.contains("No space left on device")
                || message.contains("Disk quota exceeded")
                || message.contains("not enough space on the disk")
                || cause instanceof SQLException state && POSTGRES_FULL.equals(state.getSQLState())) {
            return true;
        }
        var next = cause instanceof SQLException chained ? chained.getNextException() : null;
        return isFull(next) || cause.getCause() != cause && isFull(cause.getCause());
    }

    /** Whether somebody else's tables or views stand on those that were to go. */
    boolean hasDependents() {
        return getCause() instanceof SQLException cause && POSTGRES_DEPENDENTS.equals(cause.getSQLState());
    }
}
