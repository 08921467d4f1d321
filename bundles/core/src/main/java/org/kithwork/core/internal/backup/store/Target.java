package org.kithwork.core.internal.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.backup.BackupProblem;
import org.kithwork.core.internal.backup.Manifest;

/** A database that takes a backup while nobody else works with it. What is not committed goes when it is closed. */
public final class Target implements AutoCloseable {

    /** Which change logs were applied as they are. */
    private static final String APPLIED = "kithwork_schema";

    private final Connection connection;
    private final boolean postgres;
    private final @Nullable DerbyFolder folder;

    private Target(Connection connection, @Nullable DerbyFolder folder) throws SQLException {
        this.connection = connection;
        this.postgres = new SchemaReader(connection).isPostgres();
        this.folder = folder;
        connection.setAutoCommit(false);
    }

    /** A new embedded database in the folder; what lies there goes. */
    public static Target derby(Path place) throws IOException {
        return DatabaseTrouble.told(() -> {
            var made = DerbyFolder.create(place);
            return new Target(made.connection(), made);
        });
    }

    /** A database of PostgreSQL; all of the backup is one transaction. */
    public static Target of(DataSource source) throws IOException {
        return DatabaseTrouble.told(() -> new Target(source.getConnection(), null));
    }

    /** Whether nothing of Kithwork is in it. */
    public boolean isEmpty() throws IOException {
        return DatabaseTrouble.told(
                () -> new SchemaReader(connection).ownTables().isEmpty());
    }

    /** Removes what Kithwork has in it, and nothing else. */
    public void clear() throws IOException {
        try {
            DatabaseTrouble.told(() -> {
                var reader = new SchemaReader(connection);
                var tables = reader.ownTables();
                try (var statement = connection.createStatement()) {
                    for (var view : reader.viewNames()) {
                        statement.execute("DROP VIEW \"" + view + "\"");
                    }
                    if (!tables.isEmpty()) {
                        statement.execute("DROP TABLE \"" + String.join("\", \"", tables) + "\"");
                    }
                }
                return tables;
            });
        } catch (DatabaseTrouble trouble) {
            if (trouble.hasDependents()) {
                throw BackupProblem.conflict("others-depend", String.valueOf(trouble.getMessage()));
            }
            throw trouble;
        }
    }

    /** Loads all, compares it and follows the audit; {@code from} is the kind of database that the backup was made of. */
    public Manifest load(InputStream stream, Path files, String from) throws IOException {
        return DatabaseTrouble.told(() -> {
            var load = new Load(connection, !postgres);
            var manifest = load.read(stream, files);
            if (postgres != from.equals(SnapshotSource.POSTGRESQL)) {
                load.changeKind();
            }
            Chain.verify(connection, manifest);
            return manifest;
        });
    }

    /**
     * Makes the copy ready to be started. Nobody stays signed in: a session that was ended since the backup would be open
     * again. All change logs are looked through at the next start: what the backup is too old to have, and the guards of the
     * audit, which no backup holds and each kind of database has in its own way.
     */
    public void settle() throws IOException {
        DatabaseTrouble.told(() -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM core_session");
                statement.executeUpdate("DELETE FROM core_schema_log WHERE id IN ('access-20', 'access-21')");
                return new SchemaReader(connection).hasTable(APPLIED)
                        ? statement.executeUpdate("DELETE FROM " + APPLIED)
                        : 0;
            }
        });
    }

    public void commit() throws IOException {
        DatabaseTrouble.told(() -> {
            connection.commit();
            return true;
        });
    }

    @Override
    public void close() throws IOException {
        DatabaseTrouble.told(() -> {
            if (folder != null) {
                folder.close();
            } else {
                connection.rollback();
                connection.close();
            }
            return true;
        });
    }
}
