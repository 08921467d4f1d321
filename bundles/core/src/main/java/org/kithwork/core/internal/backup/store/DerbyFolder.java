package org.kithwork.core.internal.backup.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.kithwork.core.internal.files.Trees;

/** A database of Derby in a directory of its own, which nobody else has open. */
final class DerbyFolder implements AutoCloseable {

    private static final String STOPPED = "08006";

    private final Path folder;
    private final EmbeddedDataSource source = new EmbeddedDataSource();
    private final Connection connection;

    private DerbyFolder(Path folder, boolean isNew) throws SQLException {
        this.folder = folder;
        source.setDatabaseName(folder.toString());
        source.setCreateDatabase(isNew ? "create" : "");
        this.connection = source.getConnection();
    }

    /** Makes an empty one. */
    static DerbyFolder create(Path folder) throws SQLException, IOException {
        delete(folder);
        return new DerbyFolder(folder, true);
    }

    static DerbyFolder open(Path folder) throws SQLException {
        return new DerbyFolder(folder, false);
    }

    Connection connection() {
        return connection;
    }

    /** Lets go of its files, and leaves them. */
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.close();
        }
        source.setCreateDatabase("");
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
        } catch (SQLException stopped) {
            if (!STOPPED.equals(stopped.getSQLState())) {
                throw stopped;
            }
        }
    }

    static void delete(Path tree) throws IOException {
        Trees.delete(tree);
    }
}
