package org.kithwork.database.internal;

import java.io.IOException;
import java.sql.SQLException;
import javax.sql.XADataSource;
import org.postgresql.xa.PGXADataSource;

/** PostgreSQL, reached by URL. */
final class PostgresEngine implements Engine {
    private final DatabaseSettings settings;

    PostgresEngine(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public String dialect() {
        return "postgresql";
    }

    @Override
    public XADataSource open() throws SQLException, IOException {
        PGXADataSource source = new PGXADataSource();
        source.setURL(settings.url());
        if (!settings.user().isEmpty()) {
            source.setUser(settings.user());
        }
        settings.readPassword().ifPresent(source::setPassword);
        source.setApplicationName("kithwork");
        source.setTcpKeepAlive(true);
        // A batch of inserts goes as few statements of many rows.
        source.setReWriteBatchedInserts(true);
        return source;
    }

    @Override
    public String explain(Exception failure) {
        return "PostgreSQL at " + settings.url() + " cannot be used: " + failure.getMessage();
    }

    @Override
    public void stop() {
        // The pool has closed the connections; the server is not ours to stop.
    }
}
