package org.kithwork.itests;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All texts that stand in the database at one moment, found by its own catalogue, so that a table that comes later takes
 * part by being there.
 */
final class DatabaseLook {

    /** Where a row says whose it is. */
    private static final Set<String> OWNERS =
            Set.of("customer_id", "customer_a", "customer_b", "from_id", "to_id", "absorbed_id");

    private static final Set<Integer> TEXTS =
            Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB, Types.OTHER);

    /** What a test writes for itself. */
    private static final String OF_TESTS = "saboteur_";

    private record Cell(String table, int row, String column, String text) {}

    private final Set<String> owning = new TreeSet<>();
    private final List<Cell> cells = new ArrayList<>();

    private DatabaseLook() {}

    /** Looks beside a system that runs, or into the files of one that must be stopped for it and is started again. */
    static DatabaseLook at(KithworkProcess kithwork, Database database) throws Exception {
        if (database == Database.POSTGRESQL) {
            return read(DriverManager.getConnection(kithwork.databaseUrl(), "postgres", ""), "public");
        }
        kithwork.terminate(Duration.ofSeconds(60));
        var files = kithwork.data().resolve("db");
        System.setProperty(
                "derby.stream.error.file", files.resolveSibling("looked.log").toString());
        try {
            return read(DriverManager.getConnection("jdbc:derby:" + files), "APP");
        } finally {
            close(files.toString());
            kithwork.start().awaitStatus("/health/ready", 200);
        }
    }

    /** Derby says that it has closed a database by failing. */
    private static void close(String database) throws SQLException {
        try {
            DriverManager.getConnection("jdbc:derby:" + database + ";shutdown=true");
        } catch (SQLException closed) {
            if (!"08006".equals(closed.getSQLState())) {
                throw closed;
            }
        }
    }

    private static DatabaseLook read(Connection opened, String schema) throws SQLException {
        var look = new DatabaseLook();
        try (var connection = opened;
                var tables = connection.getMetaData().getTables(null, schema, null, new String[] {"TABLE"})) {
            while (tables.next()) {
                var table = tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (!table.startsWith(OF_TESTS)) {
                    look.add(connection, table);
                }
            }
        }
        return look;
    }

    private void add(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table)) {
            var meta = rows.getMetaData();
            for (int column = 1; column <= meta.getColumnCount(); column++) {
                if (OWNERS.contains(name(meta.getColumnName(column)))) {
                    owning.add(table);
                }
            }
            for (int row = 0; rows.next(); row++) {
                for (int column = 1; column <= meta.getColumnCount(); column++) {
                    var text = TEXTS.contains(meta.getColumnType(column)) ? rows.getString(column) : null;
                    if (text != null) {
                        cells.add(new Cell(table, row, name(meta.getColumnName(column)), text));
                    }
                }
            }
        }
    }

    private static String name(String column) {
        return column.toLowerCase(Locale.ROOT);
    }

    /** The tables whose rows say whose they are. */
    Set<String> owningTables() {
        return owning;
    }

    /** How many rows name this customer as theirs, by table; his own row is not one of them. */
    Map<String, Long> rowsOf(String customer) {
        var found = new TreeMap<String, Set<Integer>>();
        for (var cell : cells) {
            if (OWNERS.contains(cell.column()) && cell.text().equals(customer)) {
                found.computeIfAbsent(cell.table(), each -> new TreeSet<>()).add(cell.row());
            }
        }
        var counts = new TreeMap<String, Long>();
        found.forEach((table, rows) -> counts.put(table, (long) rows.size()));
        return counts;
    }

    /** The columns in which somewhere stands this text, in whatever letters. */
    Set<String> columnsWith(String text) {
        var found = new TreeSet<String>();
        for (var cell : cells) {
            if (cell.text().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))) {
                found.add(cell.table() + "." + cell.column());
            }
        }
        return found;
    }
}
