package org.kithwork.bench.fill;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.kithwork.core.internal.customer.CustomerRows;
import org.kithwork.customer.CustomerDraft;

/**
 * Writes customers into the tables of a product that does not run. The indexes are taken away and made again at the
 * end: sorted once, they cost a fraction of so many entries in random places.
 */
public final class DirectFill {

    private static final int BATCH = 500;
    private static final int TOLD_EACH = 50_000;

    private final Connections connections;
    private final CustomerRows rows;
    private final int writers;
    private final PrintStream progress;

    /** @param writers how many write at once */
    public DirectFill(Connections connections, CustomerRows rows, int writers, PrintStream progress) {
        this.connections = connections;
        this.rows = rows;
        this.writers = writers;
        this.progress = progress;
    }

    /** Where the tables are. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    /** Writes the customers below a number, makes the indexes anew and refreshes what the database knows of them. */
    public void fill(long customers, LongFunction<CustomerDraft> drafts, Instant createdAt) throws SQLException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            Indexes indexes = Indexes.of(connection);
            indexes.drop();
            writeAll(customers, drafts, createdAt);
            indexes.create(progress);
            refreshStatistics(connection);
            connection.commit();
        }
    }

    private void writeAll(long customers, LongFunction<CustomerDraft> drafts, Instant createdAt) throws SQLException {
        AtomicLong next = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                ends.add(threads.submit(() -> {
                    write(next, customers, drafts, createdAt);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new SQLException("filling failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void write(AtomicLong next, long customers, LongFunction<CustomerDraft> drafts, Instant createdAt)
            throws SQLException {
        long started = System.nanoTime();
        try (Connection connection = connections.open();
                EntityBatch batch = new EntityBatch(connection)) {
            connection.setAutoCommit(false);
            for (long from = next.getAndAdd(BATCH); from < customers; from = next.getAndAdd(BATCH)) {
                for (long index = from; index < Math.min(customers, from + BATCH); index++) {
                    batch.addAll(rows.of(drafts.apply(index), createdAt));
                }
                batch.write();
                connection.commit();
                if (from % TOLD_EACH == 0) {
                    progress.printf("%d customers after %.0f s%n", from, (System.nanoTime() - started) / 1e9);
                }
            }
            connection.commit();
        }
    }

    private static void refreshStatistics(Connection connection) throws SQLException {
        boolean derby = connection.getMetaData().getDatabaseProductName().contains("Derby");
        try (Statement statement = connection.createStatement()) {
            for (String table : Indexes.TABLES) {
                statement.execute(
                        derby
                                ? "CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS('" + connection.getSchema() + "', '"
                                        + table.toUpperCase(Locale.ROOT) + "', NULL)"
                                : "ANALYZE " + table);
            }
        }
    }
}
