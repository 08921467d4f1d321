package org.kithwork.test;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * Derby databases in memory. Change logs are applied once a process and kept as a backup, of which each database is made: to
 * apply them takes a second or more, to copy the outcome a fraction of that.
 */
final class MemoryDerby {

    /** What Derby says when it has done what it was told: the database is ended, or there is none any more. */
    private static final Set<String> GONE = Set.of("08006", "XJ004");

    private static final Map<List<String>, Path> BACKUPS = new HashMap<>();

    /** Derby waits half a second before it lets go of a database, and no test has to wait with it. */
    private static final ExecutorService DROPS = Executors.newFixedThreadPool(4, MemoryDerby::thread);

    private MemoryDerby() {}

    /** A new database with these change logs applied. */
    static Disposable<EmbeddedDataSource> create(List<String> changeLogs) {
        System.setProperty("derby.stream.error.field", TestDatabase.class.getName() + ".QUIET");
        System.setProperty("derby.locks.escalationThreshold", "200000");
        System.setProperty("derby.locks.waitTimeout", "5");
        System.setProperty("derby.locks.deadlockTimeout", "2");
        var database = "memory:" + UUID.randomUUID();
        var source = source(database);
        source.setConnectionAttributes(changeLogs.isEmpty() ? "create=true" : "createFrom=" + backup(changeLogs));
        open(source);
        source.setConnectionAttributes(null);
        return new Disposable<>(source, () -> DROPS.execute(() -> drop(database)));
    }

    private static synchronized Path backup(List<String> changeLogs) {
        return BACKUPS.computeIfAbsent(changeLogs, MemoryDerby::written);
    }

    private static Path written(List<String> changeLogs) {
        var folder = TestFolder.create();
        var name = UUID.randomUUID().toString();
        var source = source("memory:" + name);
        source.setCreateDatabase("create");
        ChangeLogs.apply(source, changeLogs);
        try (var connection = source.getConnection();
                var backup = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
            backup.setString(1, folder.toString());
            backup.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot keep a database", e);
        }
        drop("memory:" + name);
        return folder.resolve(name);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "drops-databases");
        thread.setDaemon(true);
        return thread;
    }

    private static EmbeddedDataSource source(String database) {
        var source = new EmbeddedDataSource();
        source.setDatabaseName(database);
        return source;
    }

    private static void open(EmbeddedDataSource source) {
        try {
            source.getConnection().close();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create a database", e);
        }
    }

    private static void drop(String database) {
        var source = source(database);
        source.setConnectionAttributes("drop=true");
        try {
            source.getConnection().close();
        } catch (SQLException e) {
            if (!GONE.contains(e.getSQLState())) {
                throw new IllegalStateException("Cannot drop a database", e);
            }
        }
    }
}
