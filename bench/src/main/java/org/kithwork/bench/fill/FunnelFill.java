package org.kithwork.bench.fill;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.bench.fill.DirectFill.Connections;
import org.kithwork.id.Ids;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.TimeKey;

/**
 * Writes opportunities with their steps, and what follows from these, into the tables of a product that does not run.
 * Each takes the way of one that the product wrote, at a pace of its own; the database makes the rows from both.
 */
public final class FunnelFill {

    private static final String OPPORTUNITY = "funnel_opportunity";
    private static final String STEP = "funnel_transition";
    private static final String STAY = "funnel_stay";
    private static final String CREDIT = "funnel_credit";

    private static final String OF_OPPORTUNITY = "opportunity_id";

    /** The tables, by the column that names the opportunity. */
    private static final Map<String, String> TABLES = tables();

    /** So many are written faster without the indexes. */
    private static final int MANY = 50_000;

    private static final int BATCH = 1_000;
    private static final int TOLD_EACH = 100_000;

    private static final List<String> DEAL_COLUMNS = List.of(
            "id VARCHAR(36) NOT NULL",
            "pattern VARCHAR(36) NOT NULL",
            "customer_id VARCHAR(36)",
            "store_id VARCHAR(36)",
            "owner_id VARCHAR(36)",
            "source VARCHAR(240)",
            "amount DECIMAL(19,3)",
            "title_cipher VARCHAR(2000)",
            "reason_cipher VARCHAR(4000)",
            "close_on VARCHAR(10)",
            "close_key VARCHAR(500)",
            "opened_at TIMESTAMP",
            "sort_key VARCHAR(500)",
            "entered_at TIMESTAMP",
            "opened_ms BIGINT",
            "entered_ms BIGINT",
            "decided_on VARCHAR(10)",
            "decided_key VARCHAR(500)",
            "pause_ms BIGINT");

    /** What an opportunity has of its own, by table and column; the rest is as its pattern {@code t} has it. */
    private static final Map<String, Map<String, String>> OWN = Map.of(
            OPPORTUNITY,
            Map.ofEntries(
                    Map.entry("id", "s.id"),
                    Map.entry("customer_id", "s.customer_id"),
                    Map.entry("store_id", "s.store_id"),
                    Map.entry("owner_id", "s.owner_id"),
                    Map.entry("source", "s.source"),
                    Map.entry("amount", "s.amount"),
                    Map.entry("title_cipher", "s.title_cipher"),
                    Map.entry("close_on", "s.close_on"),
                    Map.entry("close_key", "s.close_key"),
                    Map.entry("opened_at", "s.opened_at"),
                    Map.entry("sort_key", "s.sort_key"),
                    Map.entry("entered_at", "s.entered_at"),
                    Map.entry("won_at", whereKnown("won_at", "s.entered_at")),
                    Map.entry("lost_at", whereKnown("lost_at", "s.entered_at")),
                    Map.entry("won_by", whereKnown("won_by", "s.owner_id")),
                    Map.entry("decided_on", whereKnown("decided_on", "s.decided_on")),
                    Map.entry("decided_key", whereKnown("decided_key", "s.decided_key")),
                    Map.entry("cycle_ms", whereKnown("cycle_ms", "s.entered_ms - s.opened_ms")),
                    Map.entry(
                            "since_ms",
                            "s.entered_ms - s.pause_ms * COALESCE((SELECT SUM(y.stays) FROM bench_stay y"
                                    + " WHERE y.opportunity_id = t.id AND y.stage_id = t.stage_id), 0)")),
            STEP,
            Map.of(
                    "id",
                    "CAST(t.step_no AS CHAR(1)) || SUBSTR(s.id, 2)",
                    OF_OPPORTUNITY,
                    "s.id",
                    "moved_at",
                    "{fn TIMESTAMPADD(SQL_TSI_SECOND, (t.step_no - 1) * CAST(s.pause_ms / 1000 AS INTEGER),"
                            + " s.opened_at)}",
                    "reason_cipher",
                    whereKnown("reason_cipher", "s.reason_cipher")),
            STAY,
            Map.of(OF_OPPORTUNITY, "s.id", "total_ms", "t.stays * s.pause_ms"),
            CREDIT,
            Map.of(OF_OPPORTUNITY, "s.id", "user_id", "s.owner_id", "share", "s.amount"));

    private final Connections connections;
    private final FieldCipher cipher;
    private final Ids ids;
    private final ZoneId zone;
    private final PrintStream progress;

    /** @param zone in which the company counts its days */
    public FunnelFill(Connections connections, FieldCipher cipher, Ids ids, ZoneId zone, PrintStream progress) {
        this.connections = connections;
        this.cipher = cipher;
        this.ids = ids;
        this.zone = zone;
        this.progress = progress;
    }

    /**
     * An opportunity that the product wrote.
     *
     * @param steps how many it took, the first one included; where it is decided the last one decided it
     * @param lost for which reason; {@code null} where it is not lost
     */
    public record Pattern(String id, int steps, @Nullable String lost) {}

    /**
     * An opportunity like it.
     *
     * @param pause between one step and the next, in whole seconds
     */
    public record Deal(
            Pattern pattern,
            String customer,
            @Nullable String store,
            String owner,
            String title,
            String source,
            BigDecimal amount,
            LocalDate closeOn,
            Instant opened,
            Duration pause) {

        Instant entered() {
            return opened.plus(pause.multipliedBy(pattern.steps() - 1L));
        }
    }

    /** Writes so many, and refreshes what the database knows of the tables. */
    public void fill(List<Pattern> patterns, long count, LongFunction<Deal> deals) throws SQLException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            Indexes indexes = Indexes.of(connection, List.copyOf(TABLES.keySet()));
            if (count >= MANY) {
                indexes.drop();
            }
            execute(connection, "CREATE TABLE bench_deal (" + String.join(", ", DEAL_COLUMNS) + ")");
            write(connection, count, deals);
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                keep(connection, table.getKey(), table.getValue(), patterns);
            }
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                make(connection, table.getKey(), table.getValue());
            }
            for (String table : TABLES.keySet()) {
                execute(connection, "DROP TABLE " + kept(table));
            }
            execute(connection, "DROP TABLE bench_deal");
            connection.commit();
            if (count >= MANY) {
                indexes.create(progress);
            }
            indexes.refreshStatistics();
        }
    }

    private static String whereKnown(String column, String own) {
        return "CASE WHEN t." + column + " IS NULL THEN t." + column + " ELSE " + own + " END";
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put(OPPORTUNITY, "id");
        tables.put(STEP, OF_OPPORTUNITY);
        tables.put(STAY, OF_OPPORTUNITY);
        tables.put(CREDIT, OF_OPPORTUNITY);
        return tables;
    }

    private void write(Connection connection, long count, LongFunction<Deal> deals) throws SQLException {
        long started = System.nanoTime();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bench_deal VALUES ("
                + String.join(", ", Collections.nCopies(DEAL_COLUMNS.size(), "?")) + ")")) {
            for (long i = 0; i < count; i++) {
                set(insert, ids.next(), deals.apply(i));
                if ((i + 1) % BATCH == 0) {
                    insert.executeBatch();
                }
                if ((i + 1) % TOLD_EACH == 0) {
                    progress.printf("%d opportunities thought up after %.0f s%n", i + 1, seconds(started));
                }
            }
            insert.executeBatch();
        }
    }

    private void set(PreparedStatement insert, String id, Deal deal) throws SQLException {
        Instant entered = deal.entered();
        String lost = deal.pattern().lost();
        Object[] values = {
            id,
            deal.pattern().id(),
            deal.customer(),
            deal.store(),
            deal.owner(),
            deal.source(),
            deal.amount(),
            cipher.seal(OPPORTUNITY, "title", id, deal.title()),
            lost == null
                    ? null
                    : cipher.seal(STEP, "reason", stepId(id, deal.pattern().steps()), lost),
            deal.closeOn().toString(),
            deal.closeOn() + id,
            InteractionFill.stored(deal.opened()),
            TimeKey.of(deal.opened(), id),
            InteractionFill.stored(entered),
            deal.opened().toEpochMilli(),
            entered.toEpochMilli(),
            LocalDate.ofInstant(entered, zone).toString(),
            TimeKey.of(entered, id),
            deal.pause().toMillis()
        };
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
    }

    /** A step has the id of its opportunity, with its number in front. */
    private static String stepId(String id, int step) {
        return step + id.substring(1);
    }

    /** Puts the rows of the patterns aside: beside few rows each plan is a good one. */
    private static void keep(Connection connection, String table, String key, List<Pattern> patterns)
            throws SQLException {
        execute(connection, "CREATE TABLE " + kept(table) + " AS SELECT * FROM " + table + " WITH NO DATA");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + kept(table) + " SELECT * FROM "
                + table + " WHERE " + key + " IN ("
                + String.join(", ", Collections.nCopies(patterns.size(), "?")) + ")")) {
            for (int i = 0; i < patterns.size(); i++) {
                insert.setString(i + 1, patterns.get(i).id());
            }
            insert.executeUpdate();
        }
    }

    private static String kept(String table) {
        return table.replace("funnel_", "bench_");
    }

    /** Joins what each has of its own with what its pattern has. */
    private void make(Connection connection, String table, String key) throws SQLException {
        long started = System.nanoTime();
        Map<String, String> own = OWN.getOrDefault(table, Map.of());
        List<String> columns = columns(connection, kept(table));
        try (Statement statement = connection.createStatement()) {
            int rows = statement.executeUpdate(columns.stream()
                    .map(column -> own.getOrDefault(column, "t." + column))
                    .collect(Collectors.joining(
                            ", ",
                            "INSERT INTO " + table + " (" + String.join(", ", columns) + ") SELECT ",
                            " FROM bench_deal s JOIN " + kept(table) + " t ON t." + key + " = s.pattern")));
            progress.printf("%d rows of %s made in %.0f s%n", rows, table, seconds(started));
        }
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                columns.add(none.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement ddl = connection.createStatement()) {
            ddl.execute(statement);
        }
    }
}
