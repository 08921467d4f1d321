package org.kithwork.database.internal;

import java.sql.Connection;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.kithwork.store.StatementLimit;

/** Gives the statements of a connection that comes from the pool the limit of the thread that takes it. */
public final class StatementTimes {

    private StatementTimes() {}

    /**
     * The connection, whose statements are cancelled where the thread has a limit.
     *
     * @param handle made for this taker, so that the next one starts without a limit
     */
    public static Connection on(Connection handle) {
        if (!(handle instanceof DelegatingConnection<?> own)) {
            throw new IllegalArgumentException("Not a connection of the pool: " + handle.getClass());
        }
        StatementLimit.current().ifPresent(own::setDefaultQueryTimeout);
        return own;
    }
}
