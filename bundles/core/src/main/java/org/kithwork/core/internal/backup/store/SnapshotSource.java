package org.kithwork.core.internal.backup.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database that can be read as it was at one moment. */
public interface SnapshotSource {

    String DERBY = "derby";
    String POSTGRESQL = "postgresql";

    /** {@link #DERBY} or {@link #POSTGRESQL}. */
    String kind();

    /** Lends the snapshot; the scratch directory is for the time of reading. */
    <T> T read(Path scratch, Use<T> use) throws IOException;

    /** What is done with the snapshot. */
    interface Use<T> {
        T with(Dump snapshot) throws IOException;
    }

    /** The embedded database of an installation that is stopped. */
    static SnapshotSource stopped(Path folder) {
        return new SnapshotSource() {
            @Override
            public String kind() {
                return DERBY;
            }

            @Override
            public <T> T read(Path scratch, Use<T> use) throws IOException {
                return DatabaseTrouble.told(() -> inFolder(folder, use));
            }
        };
    }

    /** A database of PostgreSQL, of which nothing later is seen than its beginning. */
    static SnapshotSource of(DataSource source) {
        return new SnapshotSource() {
            @Override
            public String kind() {
                return POSTGRESQL;
            }

            @Override
            public <T> T read(Path scratch, Use<T> use) throws IOException {
                return DatabaseTrouble.told(() -> inTransaction(source, use));
            }
        };
    }

    private static <T> T inFolder(Path folder, Use<T> use) throws SQLException, IOException {
        try (var database = DerbyFolder.open(folder)) {
            database.connection().setAutoCommit(false);
            return use.with(new Dump(database.connection()));
        }
    }

    private static <T> T inTransaction(DataSource source, Use<T> use) throws SQLException, IOException {
        try (var connection = source.getConnection()) {
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                return use.with(new Dump(connection));
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(true);
            }
        }
    }
}
