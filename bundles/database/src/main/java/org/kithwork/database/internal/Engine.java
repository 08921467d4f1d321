package org.kithwork.database.internal;

import java.io.IOException;
import java.sql.SQLException;
import javax.sql.XADataSource;

/** One of the two databases: makes its XA data source, names its dialect, says what went wrong, and stops. */
interface Engine {
    /** {@code derby} or {@code postgresql}; a property of the data source's service. */
    String dialect();

    XADataSource open() throws SQLException, IOException;

    /** One sentence for the administrator, without the password. */
    String explain(Exception failure);

    void stop();

    static Engine of(DatabaseSettings settings) {
        return settings.isPostgres() ? new PostgresEngine(settings) : new DerbyEngine(settings.data());
    }
}
