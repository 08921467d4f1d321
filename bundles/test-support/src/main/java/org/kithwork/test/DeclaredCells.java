package org.kithwork.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kithwork.protection.spi.SealedColumn;
import org.kithwork.protection.spi.SealedColumns;

/**
 * Whether a module has declared each column into which it writes sealed texts, so that they follow when a key is renewed.
 * Call it after the module has written of everything that it seals, with {@link FakeCipher}.
 */
public final class DeclaredCells {

    private DeclaredCells() {}

    /** Fails when a column holds sealed texts and is not declared, is declared and holds none, or does not open. */
    public static void check(TestDatabase database, FakeCipher cipher, SealedColumns module) {
        var declared = module.columns().stream()
                .map(column -> column.table() + "." + column.column())
                .collect(Collectors.toCollection(TreeSet::new));
        try (var connection = database.dataSource().getConnection()) {
            assertThat(sealed(connection)).isEqualTo(declared);
            for (var column : module.columns()) {
                open(connection, cipher, column);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The columns cannot be read", e);
        }
    }

    private static void open(Connection connection, FakeCipher cipher, SealedColumn column) throws SQLException {
        var query = "SELECT " + column.key() + ", " + column.column() + " FROM " + column.table() + " WHERE "
                + column.column() + " IS NOT NULL";
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                assertThat(cipher.open(column.table(), column.field(), rows.getString(1), rows.getString(2)))
                        .isNotNull();
            }
        }
    }

    private static Set<String> sealed(Connection connection) throws SQLException {
        var found = new TreeSet<String>();
        try (var columns = connection.getMetaData().getColumns(null, connection.getSchema(), "%", "%")) {
            while (columns.next()) {
                var table = columns.getString("TABLE_NAME");
                var column = columns.getString("COLUMN_NAME");
                if (Set.of("VARCHAR", "CLOB", "TEXT")
                                .contains(columns.getString("TYPE_NAME").toUpperCase(Locale.ROOT))
                        && holds(connection, table, column)) {
                    found.add((table + "." + column).toLowerCase(Locale.ROOT));
                }
            }
        }
        return found;
    }

    private static boolean holds(Connection connection, String table, String column) throws SQLException {
        var query = "SELECT COUNT(*) FROM \"" + table + "\" WHERE \"" + column + "\" LIKE 'sealed:%'";
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() && rows.getLong(1) > 0;
        }
    }
}
