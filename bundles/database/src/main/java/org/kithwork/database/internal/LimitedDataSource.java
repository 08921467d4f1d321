package org.kithwork.database.internal;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.commons.dbcp2.managed.BasicManagedDataSource;

/** The pool, whose connections keep to the limit of the thread that takes them. */
final class LimitedDataSource extends BasicManagedDataSource {

    @Override
    public Connection getConnection() throws SQLException {
        return StatementTimes.on(super.getConnection());
    }
}
