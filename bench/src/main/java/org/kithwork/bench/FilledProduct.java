package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kithwork.bench.data.Drafts;
import org.kithwork.bench.data.People;
import org.kithwork.bench.fill.DirectFill;
import org.kithwork.bench.load.ProcessTree;
import org.kithwork.bench.product.Accounts;
import org.kithwork.bench.product.Product;
import org.kithwork.bench.server.Archive;
import org.kithwork.bench.server.Postgres;
import org.kithwork.bench.server.ServerProcess;
import org.kithwork.bench.server.Waiting;
import org.kithwork.core.internal.customer.CustomerRows;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.permission.Actor;

/**
 * The product with so many customers that were written into its tables. What is filled stays in the work directory and
 * serves the next run, with the archive of that time.
 */
final class FilledProduct implements AutoCloseable {

    private static final int WRITERS = 4;
    private static final String FILLED = "filled.json";
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);
    private static final Duration LONGEST_JOBS = Duration.ofHours(1);
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Path directory;
    private final Product product;
    private final Optional<Postgres> postgres;
    private final Accounts accounts;
    private final String databaseUrl;
    private ServerProcess process;

    private FilledProduct(
            Path directory,
            Product product,
            Optional<Postgres> postgres,
            ServerProcess process,
            Accounts accounts,
            String databaseUrl) {
        this.directory = directory;
        this.product = product;
        this.postgres = postgres;
        this.process = process;
        this.accounts = accounts;
        this.databaseUrl = databaseUrl;
    }

    static FilledProduct open(Options options, Database database, People people, long size) throws IOException {
        Path directory = options.work().resolve("filled-" + database.title() + "-" + size);
        boolean filled = Files.exists(directory.resolve(FILLED));
        if (!filled) {
            Archive.delete(directory);
            Files.createDirectories(directory);
        }
        Optional<Postgres> postgres = database.startAgain(directory);
        Product product = filled
                ? Product.again(options.archive(), directory, options.heap(), options.modules(), postgres)
                : Product.install(options.archive(), directory, options.heap(), options.modules(), postgres);
        String url = url(product, postgres);
        if (!filled) {
            fill(product, url, directory, people, size);
        }
        ServerProcess process = product.start();
        product.awaitReady(process);
        Accounts accounts =
                Accounts.load(directory.resolve(FILLED), product.port()).renewed();
        accounts.liftLimits();
        return new FilledProduct(directory, product, postgres, process, accounts, url);
    }

    private static void fill(Product product, String url, Path directory, People people, long size) throws IOException {
        Accounts accounts;
        OwnFields fields;
        try (ServerProcess process = product.start()) {
            product.awaitReady(process);
            accounts = Accounts.prepare(product.port(), product.setupToken(), People.STORES);
            fields = OwnFields.define(accounts.all());
            stop(process);
        }
        settleDerby(directory);
        KeyRing ring = KeyRing.open(product.keys(), product.data(), false);
        CustomerRows rows = new CustomerRows(ring, new Actor(Actor.Kind.USER, "bench", "Bench"));
        Drafts drafts = new Drafts(people, accounts.stores());
        Instant now = Instant.now();
        try {
            new DirectFill(() -> DriverManager.getConnection(url), WRITERS, System.out)
                    .fill(size, index -> rows.of(drafts.draft(index), fields.values(index), now));
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            closeDerby(url);
        }
        accounts.save(directory.resolve(FILLED));
    }

    /** The page size of the product, and what speeds up the filling: a fall of the machine spoils it in any case. */
    private static void settleDerby(Path directory) {
        long heap = Runtime.getRuntime().maxMemory();
        System.setProperty("derby.storage.pageSize", "8192");
        System.setProperty("derby.storage.pageCacheSize", Long.toString(Math.min(64_000, heap / (64 << 10))));
        System.setProperty("derby.storage.sortBufferMax", Long.toString(heap / 8_000));
        System.setProperty("derby.locks.escalationThreshold", "1000000");
        System.setProperty("derby.system.durability", "test");
        System.setProperty(
                "derby.stream.error.file", directory.resolve("derby.log").toString());
    }

    /** A database within this process must be given back before the product opens it. */
    static void closeDerby(String url) {
        if (url.startsWith("jdbc:derby:")) {
            try {
                DriverManager.getConnection(url + ";shutdown=true").close();
            } catch (SQLException closed) {
                // Derby says by an exception that it was closed
            }
        }
    }

    private static String url(Product product, Optional<Postgres> postgres) {
        return postgres.map(server -> server.url() + "?reWriteBatchedInserts=true&user=" + Postgres.USER + "&password="
                        + Postgres.PASSWORD)
                .orElseGet(() -> "jdbc:derby:" + product.data().resolve("db"));
    }

    Accounts accounts() {
        return accounts;
    }

    int port() {
        return product.port();
    }

    ServerProcess process() {
        return process;
    }

    Optional<ProcessTree> database() {
        return postgres.map(Postgres::tree);
    }

    KeyRing ring() {
        return KeyRing.open(product.keys(), product.data(), false);
    }

    /** Where the installation lies and what is kept of it for the next run. */
    Path directory() {
        return directory;
    }

    /** A connection to the database of a product that was ended. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection(databaseUrl);
    }

    /** Waits until no job goes on, such as the first look at so many customers: it would be measured as well. */
    void awaitIdle() {
        Waiting.until("end of all jobs", LONGEST_JOBS, Duration.ofSeconds(1), () -> {
            for (JsonNode job : accounts.all().get("/jobs?limit=50").path("items")) {
                if (job.path("state").asText().matches("QUEUED|RUNNING")) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Waits until product and database do nothing of themselves, such as counting anew what was filled in. */
    void awaitQuiet() {
        Waiting.until("quiet", LONGEST_JOBS, Duration.ZERO, () -> {
            long before = cpuMillis();
            Waiting.pause(QUIET);
            return cpuMillis() - before < QUIET.toMillis() / 10;
        });
    }

    private long cpuMillis() {
        return process.tree().cpuMillis()
                + database().map(ProcessTree::cpuMillis).orElse(0L);
    }

    /** Ends the product, writes into its database, and starts it again. */
    void betweenRuns(Queries queries) throws IOException {
        settleDerby(directory);
        withoutProduct(queries);
        process = product.start();
        product.awaitReady(process);
    }

    /** Ends the product, and lends its database to plain JDBC. */
    void withoutProduct(Queries queries) throws IOException {
        stop(process);
        try (Connection connection = connection()) {
            queries.on(connection);
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            closeDerby(databaseUrl);
        }
    }

    private static void stop(ServerProcess process) {
        if (!process.stop(LONGEST_STOP)) {
            throw new IllegalStateException("a stop took longer than " + LONGEST_STOP.toSeconds() + " s");
        }
    }

    @Override
    public void close() throws IOException {
        process.close();
        if (postgres.isPresent()) {
            postgres.get().close();
        }
    }

    /** What is asked of the database. */
    interface Queries {
        void on(Connection connection) throws SQLException;
    }
}
