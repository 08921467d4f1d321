package org.kithwork.bench.fill;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The indexes of tables that are no constraints, and the one constraint whose order is random. */
final class Indexes {

    private static final String KEYS = "core_search_key";
    private static final String KEYS_CONSTRAINT = "core_search_key_pk";

    /** Unique indexes of the product that are no constraints; a database does not tell them from those that are. */
    private static final Set<String> UNIQUE = Set.of(
            "archives_interaction_sort",
            "archives_timeline_customer",
            "funnel_opportunity_close",
            "funnel_opportunity_sort",
            "funnel_transition_step");

    private static final List<String> OURS = List.of("core_", "archives_", "funnel_");

    private final Connection connection;
    private final List<String> tables;
    private final Map<String, String> creations;

    private Indexes(Connection connection, List<String> tables, Map<String, String> creations) {
        this.connection = connection;
        this.tables = tables;
        this.creations = creations;
    }

    /** The indexes that are there now. */
    static Indexes of(Connection connection, List<String> tables) throws SQLException {
        Map<String, String> creations = new LinkedHashMap<>();
        for (String table : tables) {
            Map<String, List<String>> columns = new LinkedHashMap<>();
            DatabaseMetaData data = connection.getMetaData();
            String stored = data.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
            try (ResultSet rows = data.getIndexInfo(null, connection.getSchema(), stored, false, true)) {
                while (rows.next()) {
                    String index = rows.getString("INDEX_NAME");
                    if (index != null && isOurs(index, rows.getBoolean("NON_UNIQUE"))) {
                        columns.computeIfAbsent(index, name -> new ArrayList<>())
                                .add(rows.getString("COLUMN_NAME")
                                        + ("D".equals(rows.getString("ASC_OR_DESC")) ? " DESC" : ""));
                    }
                }
            }
            columns.forEach((index, parts) -> creations.put(
                    index.toLowerCase(Locale.ROOT),
                    parts.stream()
                            .collect(Collectors.joining(
                                    ", ",
                                    (UNIQUE.contains(index.toLowerCase(Locale.ROOT))
                                                    ? "CREATE UNIQUE INDEX "
                                                    : "CREATE INDEX ")
                                            + index + " ON " + table + " (",
                                    ")"))));
        }
        if (creations.isEmpty()) {
            throw new SQLException("the tables of the product have no indexes");
        }
        return new Indexes(connection, tables, creations);
    }

    /** What a constraint stands on has a name that the database has made up. */
    private static boolean isOurs(String index, boolean repeats) {
        String name = index.toLowerCase(Locale.ROOT);
        return UNIQUE.contains(name) || (repeats && OURS.stream().anyMatch(name::startsWith));
    }

    void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String index : creations.keySet()) {
                statement.execute("DROP INDEX " + index);
            }
            if (tables.contains(KEYS)) {
                statement.execute("ALTER TABLE " + KEYS + " DROP CONSTRAINT " + KEYS_CONSTRAINT);
            }
        }
        connection.commit();
    }

    void create(PrintStream progress) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long started = System.nanoTime();
            if (tables.contains(KEYS)) {
                statement.execute(
                        "ALTER TABLE " + KEYS + " ADD CONSTRAINT " + KEYS_CONSTRAINT + " PRIMARY KEY (search_key)");
                connection.commit();
            }
            for (String creation : creations.values()) {
                statement.execute(creation);
                connection.commit();
            }
            progress.printf("indexes made in %.0f s%n", (System.nanoTime() - started) / 1e9);
        }
    }

    /** Tells the database anew what its tables hold, and which pages everybody sees, as it does by itself as time goes by. */
    void refreshStatistics() throws SQLException {
        boolean derby = connection.getMetaData().getDatabaseProductName().contains("Derby");
        connection.commit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute(
                        derby
                                ? "CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS('" + connection.getSchema() + "', '"
                                        + table.toUpperCase(Locale.ROOT) + "', NULL)"
                                : "VACUUM (ANALYZE) " + table);
            }
        }
        connection.setAutoCommit(false);
    }
}
