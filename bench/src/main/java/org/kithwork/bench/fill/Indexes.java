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
import java.util.stream.Collectors;

/** The indexes of the customers' tables that are no constraints, and the one constraint whose order is random. */
final class Indexes {

    static final List<String> TABLES =
            List.of("core_customer", "core_contact_point", "core_identifier", "core_customer_tag", "core_search_key");

    private static final String KEYS = "core_search_key";
    private static final String KEYS_CONSTRAINT = "core_search_key_pk";

    private final Connection connection;
    private final Map<String, String> creations;

    private Indexes(Connection connection, Map<String, String> creations) {
        this.connection = connection;
        this.creations = creations;
    }

    /** The indexes that are there now. */
    static Indexes of(Connection connection) throws SQLException {
        Map<String, String> creations = new LinkedHashMap<>();
        for (String table : TABLES) {
            Map<String, List<String>> columns = new LinkedHashMap<>();
            DatabaseMetaData data = connection.getMetaData();
            String stored = data.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
            try (ResultSet rows = data.getIndexInfo(null, connection.getSchema(), stored, false, true)) {
                while (rows.next()) {
                    String index = rows.getString("INDEX_NAME");
                    if (index != null && isOurs(index) && rows.getBoolean("NON_UNIQUE")) {
                        columns.computeIfAbsent(index, name -> new ArrayList<>())
                                .add(rows.getString("COLUMN_NAME")
                                        + ("D".equals(rows.getString("ASC_OR_DESC")) ? " DESC" : ""));
                    }
                }
            }
            columns.forEach((index, parts) -> creations.put(
                    index.toLowerCase(Locale.ROOT),
                    parts.stream()
                            .collect(Collectors.joining(", ", "CREATE INDEX " + index + " ON " + table + " (", ")"))));
        }
        if (creations.isEmpty()) {
            throw new SQLException("the tables of the product have no indexes");
        }
        return new Indexes(connection, creations);
    }

    /** What a constraint stands on has a name that the database has made up. */
    private static boolean isOurs(String index) {
        return index.toLowerCase(Locale.ROOT).startsWith("core_");
    }

    void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String index : creations.keySet()) {
                statement.execute("DROP INDEX " + index);
            }
            statement.execute("ALTER TABLE " + KEYS + " DROP CONSTRAINT " + KEYS_CONSTRAINT);
        }
        connection.commit();
    }

    void create(PrintStream progress) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long started = System.nanoTime();
            statement.execute(
                    "ALTER TABLE " + KEYS + " ADD CONSTRAINT " + KEYS_CONSTRAINT + " PRIMARY KEY (search_key)");
            connection.commit();
            for (String creation : creations.values()) {
                statement.execute(creation);
                connection.commit();
            }
            progress.printf("%d indexes in %.0f s%n", creations.size() + 1, (System.nanoTime() - started) / 1e9);
        }
    }
}
