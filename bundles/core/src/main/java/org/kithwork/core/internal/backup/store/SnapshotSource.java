package org.kithwork.core.internal.backup.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that can be read as it was at one moment. */
public interface SnapshotSource {

    /** {@code derby} or {@code postgresql}. */
    String kind();

    /** Lends the snapshot; the scratch directory is for the time of reading. */
    <T> T read(Path scratch, Use<T> use) throws SQLException, IOException;

    /** What is done with the snapshot. */
    interface Use<T> {
        T with(Connection snapshot) throws SQLException, IOException;
    }

    /** The embedded database of an installation that is stopped. */
    static SnapshotSource stopped(Path folder) {
        return new SnapshotSource() {
            @Override
            public String kind() {
                return "derby";
            }

            @Override
            public <T> T read(Path scratch, Use<T> use) throws SQLException, IOException {
                try (var database = DerbyFolder.open(folder)) {
                    database.connection().setAutoCommit(false);
                    return use.with(database.connection());
                }
            }
        };
    }
}
