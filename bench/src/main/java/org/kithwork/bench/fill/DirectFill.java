package org.kithwork.bench.fill;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Writes customers into the tables of a product that does not run. The indexes are taken away and made again at the
 * end: sorted once, they cost a fraction of so many entries in random places.
 */
public final class DirectFill {

    static final List<String> TABLES = List.of(
            "core_customer",
            "core_contact_point",
            "core_identifier",
            "core_customer_tag",
            "core_search_key",
            "core_field_value");

    private static final int BATCH = 500;
    private static final int TOLD_EACH = 50_000;

    private final Connections connections;
    private final int writers;
    private final PrintStream progress;

    /** @param writers how many write at once */
    public DirectFill(Connections connections, int writers, PrintStream progress) {
        this.connections = connections;
        this.writers = writers;
        this.progress = progress;
    }

    /** Where the tables are. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    /**
     * Writes the customers below a number, makes the indexes anew and refreshes what the database knows of them.
     *
     * @param rows the entities of one customer
     */
    public void fill(long customers, LongFunction<List<Object>> rows) throws SQLException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            Indexes indexes = Indexes.of(connection, TABLES);
            indexes.drop();
            writeAll(customers, rows);
            indexes.create(progress);
            indexes.refreshStatistics();
        }
    }

    private void writeAll(long customers, LongFunction<List<Object>> rows) throws SQLException {
        AtomicLong next = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                ends.add(threads.submit(() -> {
                    write(next, customers, rows);
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

    private void write(AtomicLong next, long customers, LongFunction<List<Object>> rows) throws SQLException {
        long started = System.nanoTime();
        try (Connection connection = connections.open();
                EntityBatch batch = new EntityBatch(connection)) {
            connection.setAutoCommit(false);
            for (long from = next.getAndAdd(BATCH); from < customers; from = next.getAndAdd(BATCH)) {
                for (long index = from; index < Math.min(customers, from + BATCH); index++) {
                    batch.addAll(rows.apply(index));
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
}
