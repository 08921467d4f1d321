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
     */
    public void fill(String first, List<Part> parts) throws SQLException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            Indexes indexes = Indexes.of(connection, TABLES);
            Row interaction = Row.read(connection, "archives_interaction", "id", first);
            Row event = Row.read(connection, "archives_timeline", "subject_id", first);
            indexes.drop();
            write(connection, interaction, event, parts);
            indexes.create(progress);
            indexes.refreshStatistics();
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

    private static Timestamp stored(Instant at) {
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
