package org.kithwork.bench.fill;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.bench.fill.DirectFill.Connections;
import org.kithwork.core.internal.id.TimeOrderedIds;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.TimeKey;

/**
 * Writes conversations, and what the timeline tells of them, into the tables of a product that does not run: each row is
 * like the one that the product wrote for a first conversation, with another id, customer, time and topic.
 */
public final class InteractionFill {

    static final List<String> TABLES = List.of("archives_interaction", "archives_timeline");

    private static final int BATCH = 1_000;
    private static final int TOLD_EACH = 500_000;
    private static final int COPIED = 20_000;
    /** A {@link TimeKey} but for its id. */
    private static final String KEY = "to_char(n.moment, 'YYYYMMDDHH24MISSUS') || ";

    private static final Duration REACH = Duration.ofDays(730);

    private final Connections connections;
    private final FieldCipher cipher;
    private final TimeOrderedIds ids;
    private final PrintStream progress;

    public InteractionFill(Connections connections, FieldCipher cipher, TimeOrderedIds ids, PrintStream progress) {
        this.connections = connections;
        this.cipher = cipher;
        this.ids = ids;
        this.progress = progress;
    }

    /** A customer, and how many conversations he gets. */
    public record Part(String customer, @Nullable String store, int count) {}

    /**
     * Writes them, the newest of each customer first, over the last two years.
     *
     * @param first the id of the conversation that the product wrote
     * @param parts whose conversations can be read
     * @param copies customers whose conversations nobody reads: on PostgreSQL the server makes them, with the sealed texts of the first one,
     *     which are as long as their own would be, and ids that grow, as those of the product do; on Derby they are written as the others
     */
    public void fill(String first, List<Part> parts, List<Part> copies) throws SQLException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            Indexes indexes = Indexes.of(connection, TABLES);
            Row interaction = Row.read(connection, "archives_interaction", "id", first);
            Row event = Row.read(connection, "archives_timeline", "subject_id", first);
            indexes.drop();
            write(connection, interaction, event, parts);
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                copy(connection, interaction, event, first, copies);
            } else {
                write(connection, interaction, event, copies);
            }
            indexes.create(progress);
            indexes.refreshStatistics();
        }
    }

    private void copy(Connection connection, Row interaction, Row event, String first, List<Part> copies)
            throws SQLException {
        long started = System.nanoTime();
        String statement = "WITH made AS (INSERT INTO archives_interaction (" + String.join(", ", interaction.columns())
                + ") SELECT "
                + interaction.selected(Map.of(
                        "id",
                        "n.id",
                        "customer_id",
                        "n.customer",
                        "store_id",
                        "n.store",
                        "start_at",
                        "n.moment",
                        "sort_key",
                        KEY + "n.id"))
                + " FROM archives_interaction t, (SELECT CAST(CAST(lpad(to_hex((c.number + ?) * 1000000 + k), 32, '0') AS uuid) AS text) AS id, c.customer, c.store,"
                + " CAST(? AS timestamp) - CAST(? AS interval) * k - c.number * interval '1 microsecond' AS moment"
                + " FROM unnest(CAST(? AS text[]), CAST(? AS text[])) WITH ORDINALITY AS c(customer, store, number),"
                + " generate_series(0, CAST(? AS integer) - 1) AS k) n WHERE t.id = ? RETURNING id, customer_id, store_id, start_at)"
                + " INSERT INTO archives_timeline (" + String.join(", ", event.columns()) + ") SELECT "
                + event.selected(Map.of(
                        "event_id",
                        "n.id",
                        "customer_id",
                        "n.customer_id",
                        "store_id",
                        "n.store_id",
                        "occurred_at",
                        "n.moment",
                        "occurred_key",
                        KEY + "n.id",
                        "subject_id",
                        "n.subject"))
                + " FROM archives_timeline t, (SELECT overlay(id placing '1' from 1 for 1) AS id, id AS subject, customer_id, store_id,"
                + " start_at AS moment FROM made) n WHERE t.subject_id = ?";
        try (PreparedStatement insert = connection.prepareStatement(statement)) {
            for (int from = 0; from < copies.size(); from += COPIED) {
                List<Part> some = copies.subList(from, Math.min(copies.size(), from + COPIED));
                int each = some.get(0).count();
                insert.setLong(1, from);
                insert.setTimestamp(2, stored(Instant.now()));
                insert.setString(3, REACH.dividedBy(each).toSeconds() + " seconds");
                insert.setArray(
                        4,
                        connection.createArrayOf(
                                "text", some.stream().map(Part::customer).toArray()));
                insert.setArray(
                        5,
                        connection.createArrayOf(
                                "text", some.stream().map(Part::store).toArray()));
                insert.setInt(6, each);
                insert.setString(7, first);
                insert.setString(8, first);
                insert.executeUpdate();
                connection.commit();
                progress.printf(
                        "%d customers with copies after %.0f s%n",
                        from + some.size(), (System.nanoTime() - started) / 1e9);
            }
        }
    }

    private void write(Connection connection, Row interaction, Row event, List<Part> parts) throws SQLException {
        Instant now = Instant.now();
        long started = System.nanoTime();
        int written = 0;
        try (PreparedStatement interactions = connection.prepareStatement(interaction.insert());
                PreparedStatement events = connection.prepareStatement(event.insert())) {
            for (Part part : parts) {
                Duration step = REACH.dividedBy(part.count());
                for (int i = 0; i < part.count(); i++) {
                    Instant at = now.minus(step.multipliedBy(i))
                            .minusNanos(part.customer().hashCode() & 0xFFFF_FFFFL);
                    String id = ids.next();
                    interaction.set(interactions, interaction(part, id, at, written));
                    events(event, events, part, id, at);
                    written++;
                    if (written % BATCH == 0) {
                        interactions.executeBatch();
                        events.executeBatch();
                        connection.commit();
                    }
                    if (written % TOLD_EACH == 0) {
                        progress.printf(
                                "%d conversations after %.0f s%n", written, (System.nanoTime() - started) / 1e9);
                    }
                }
            }
            interactions.executeBatch();
            events.executeBatch();
            connection.commit();
        }
    }

    private Map<String, @Nullable Object> interaction(Part part, String id, Instant at, int number) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", id);
        values.put("customer_id", part.customer());
        values.put("store_id", part.store());
        values.put("start_at", stored(at));
        values.put("sort_key", TimeKey.of(at, id));
        values.put("topic_cipher", cipher.seal("archives_interaction", "topic", id, "订位 " + number));
        values.put("body_cipher", cipher.seal("archives_interaction", "body", id, "问了今晚的包间，要靠窗 " + number));
        return values;
    }

    private void events(Row event, PreparedStatement statement, Part part, String subject, Instant at)
            throws SQLException {
        String id = ids.next();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("event_id", id);
        values.put("customer_id", part.customer());
        values.put("store_id", part.store());
        values.put("occurred_at", stored(at));
        values.put("occurred_key", TimeKey.of(at, id));
        values.put("subject_id", subject);
        event.set(statement, values);
    }

    static Timestamp stored(Instant at) {
        return Timestamp.valueOf(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    /** A row that others are made like. */
    private record Row(String table, List<String> columns, List<@Nullable Object> values, List<Integer> types) {

        static Row read(Connection connection, String table, String key, String value) throws SQLException {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT * FROM " + table + " WHERE " + key + " = ?")) {
                query.setString(1, value);
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        throw new SQLException(table + " has no row of " + value);
                    }
                    List<String> columns = new ArrayList<>();
                    List<@Nullable Object> values = new ArrayList<>();
                    List<Integer> types = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.add(row.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
                        values.add(row.getObject(i));
                        types.add(row.getMetaData().getColumnType(i));
                    }
                    return new Row(table, columns, values, types);
                }
            }
        }

        /** The columns of the row {@code t}, but for these. */
        String selected(Map<String, String> others) {
            return columns.stream()
                    .map(column -> others.getOrDefault(column, "t." + column))
                    .collect(Collectors.joining(", "));
        }

        String insert() {
            return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                    + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        }

        void set(PreparedStatement statement, Map<String, @Nullable Object> others) throws SQLException {
            for (int i = 0; i < columns.size(); i++) {
                Object value = others.getOrDefault(columns.get(i), values.get(i));
                if (value == null) {
                    statement.setNull(i + 1, types.get(i));
                } else {
                    statement.setObject(i + 1, value);
                }
            }
            statement.addBatch();
        }
    }
}
