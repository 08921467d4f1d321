package org.kithwork.core.internal.protection.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks for sealed texts in every column of the database that could hold one, declared or not, also in the tables of
 * modules that are not running. It reads every table once; PostgreSQL and Derby take what it asks in one pass a table.
 */
@Component(service = MarkScan.class)
public class MarkScan {

    private static final Set<Integer> TEXTS = Set.of(Types.VARCHAR, Types.CLOB, Types.LONGVARCHAR);
    private static final int SHORTEST = 44;

    private final DataSource dataSource;

    @Activate
    public MarkScan(@Reference(target = "(osgi.jndi.service.name=jdbc/kithwork)") DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How many texts begin with one of these marks, by {@code table.column}; columns without any are left out. */
    public Map<String, Long> count(List<String> marks) {
        var found = new TreeMap<String, Long>();
        try (var connection = dataSource.getConnection()) {
            for (var table : columns(connection).entrySet()) {
                count(connection, table.getKey(), table.getValue(), marks, found);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The sealed texts cannot be counted", e);
        }
    }

    /** Every text column by {@code table.column} whose name says that it holds sealed texts. */
    public List<String> named() {
        try (var connection = dataSource.getConnection()) {
            return columns(connection).entrySet().stream()
                    .flatMap(table -> table.getValue().stream().map(column -> name(table.getKey(), column)))
                    .filter(name -> name.endsWith("_cipher"))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("The columns cannot be listed", e);
        }
    }

    private static Map<String, List<String>> columns(Connection connection) throws SQLException {
        var columns = new TreeMap<String, List<String>>();
        var metaData = connection.getMetaData();
        var tables = new ArrayList<String>();
        try (var rows = metaData.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        try (var rows = metaData.getColumns(null, connection.getSchema(), "%", "%")) {
            while (rows.next()) {
                var table = rows.getString("TABLE_NAME");
                if (tables.contains(table)
                        && TEXTS.contains(rows.getInt("DATA_TYPE"))
                        && rows.getInt("COLUMN_SIZE") >= SHORTEST) {
                    columns.computeIfAbsent(table, name -> new ArrayList<>()).add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return columns;
    }

    private static void count(
            Connection connection, String table, List<String> columns, List<String> marks, Map<String, Long> found)
            throws SQLException {
        var sums = columns.stream()
                .map(column -> "SUM(CASE WHEN "
                        + String.join(" OR ", Collections.nCopies(marks.size(), quoted(column) + " LIKE ? ESCAPE '!'"))
                        + " THEN 1 ELSE 0 END)")
                .collect(Collectors.joining(", "));
        try (var statement = connection.prepareStatement("SELECT " + sums + " FROM " + quoted(table))) {
            int parameter = 1;
            for (int i = 0; i < columns.size(); i++) {
                for (var mark : marks) {
                    statement.setString(parameter++, CellStore.prefix(mark));
                }
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                for (int i = 0; i < columns.size(); i++) {
                    if (rows.getLong(i + 1) > 0) {
                        found.put(name(table, columns.get(i)), rows.getLong(i + 1));
                    }
                }
            }
        }
    }

    private static String name(String table, String column) {
        return (table + "." + column).toLowerCase(Locale.ROOT);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
