package org.kithwork.database.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Derby inside this process, with its files in {@code <data>/db}. */
final class DerbyEngine implements Engine {
    /**
     * A bulk insert must not lock its table, a waiter gives up soon, and nobody trades safety for speed. Checkpoints
     * come every 64 MiB of log and not every 10: pages are written less often, and recovery has more to read. The
     * cache of pages takes up to a quarter of the heap; its thousand pages by default are written and read all the time.
     * All statements of the core and some modules stay compiled, where by default a hundred do. Their plans are looked at
     * anew every tenth time, and not every hundredth: one made for a few rows reads the whole of a table that has grown.
     * Pages have 8 KiB. By itself Derby gives an index of long texts pages of 32, each of which is read and written for
     * one entry of random order; half a page must hold the longest key, which has 1,040 characters.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "derby.locks.escalationThreshold",
            "200000",
            "derby.locks.waitTimeout",
            "5",
            "derby.locks.deadlockTimeout",
            "2",
            "derby.storage.checkpointInterval",
            Integer.toString(64 << 20),
            "derby.storage.logSwitchInterval",
            Integer.toString(8 << 20),
            "derby.language.statementCache.size",
            "1000",
            "derby.language.stalePlanCheckInterval",
            "10",
            "derby.storage.pageSize",
            "8192",
            "derby.storage.pageCacheSize",
            Long.toString(pages(Runtime.getRuntime().maxMemory())));

    /** A page and the heads of its rows take some 16 KiB. */
    private static final long HEAP_FOR_A_PAGE = 64 << 10;

    private static final String ALREADY_OPEN = "XSDB6";
    private static final Logger LOG = LoggerFactory.getLogger(DerbyEngine.class);

    private final Path data;

    /** At least Derby's own default, at most a gigabyte's worth: more is for PostgreSQL. */
    static long pages(long heap) {
        return Math.max(1_000, Math.min(64_000, heap / HEAP_FOR_A_PAGE));
    }

    DerbyEngine(Path data) {
        this.data = data;
    }

    @Override
    public String dialect() {
        return "derby";
    }

    @Override
    public XADataSource open() throws SQLException, IOException {
        Files.createDirectories(data);
        keepToOwner(data);
        System.setProperty("derby.system.home", data.toString());
        SETTINGS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        Path logs = Files.createDirectories(
                Path.of(System.getProperty("karaf.log", data.resolve("log").toString())));
        System.setProperty("derby.stream.error.file", logs.resolve("derby.log").toString());
        refuseUnsafeDurability();
        Path database = data.resolve("db");
        if (!Files.exists(database)) {
            create(database);
        }
        EmbeddedXADataSource source = new EmbeddedXADataSource();
        source.setDatabaseName(database.toString());
        return new PlainConnections(source);
    }

    /** Makes the database beside its place and moves it there, so that a death on the way leaves nothing half made. */
    private static void create(Path database) throws SQLException, IOException {
        Path draft = database.resolveSibling("db.new");
        if (Files.exists(draft)) {
            try (Stream<Path> files = Files.walk(draft)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(draft.toString());
        source.setCreateDatabase("create");
        source.getConnection().close();
        source.setCreateDatabase("");
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
        } catch (SQLException stopped) {
            if (!"08006".equals(stopped.getSQLState())) {
                throw stopped;
            }
        }
        Files.move(draft, database, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String explain(Exception failure) {
        if (isAlreadyOpen(failure)) {
            return "Another process uses the database in " + data
                    + "; stop it, or give this one its own directory by KITHWORK_DATA.";
        }
        return "The embedded database in " + data + " cannot be used: " + failure.getMessage();
    }

    @Override
    public void stop() {
        try {
            new EmbeddedDriver().connect("jdbc:derby:;shutdown=true", new Properties());
        } catch (SQLException stopped) {
            if (!"XJ015".equals(stopped.getSQLState())) {
                LOG.warn("Derby did not stop cleanly; it will recover at the next start", stopped);
            }
        }
    }

    private static boolean isAlreadyOpen(@Nullable Throwable failure) {
        if (failure == null) {
            return false;
        }
        return failure instanceof SQLException sql
                        && (ALREADY_OPEN.equals(sql.getSQLState()) || isAlreadyOpen(sql.getNextException()))
                || isAlreadyOpen(failure.getCause());
    }

    private void refuseUnsafeDurability() throws IOException {
        Properties file = new Properties();
        Path path = data.resolve("derby.properties");
        if (Files.exists(path)) {
            try (BufferedReader reader = Files.newBufferedReader(path)) {
                file.load(reader);
            }
        }
        String name = "derby.system.durability";
        if ("test".equalsIgnoreCase(System.getProperty(name, file.getProperty(name, "")))) {
            throw new IllegalStateException(
                    "derby.system.durability=test loses committed data and is refused; remove it.");
        }
    }

    private static void keepToOwner(Path directory) throws IOException {
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
