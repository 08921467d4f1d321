package org.kithwork.core.internal.module.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tables of a module: all that start with its word, those of its change log among them. A change log may not touch
 * others, so these are all it has. Works on a connection of its own, because dropping tables ends transactions.
 */
@Component(service = ModuleTables.class)
public class ModuleTables {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final DataSource dataSource;

    @Activate
    public ModuleTables(@Reference(target = "(osgi.jndi.service.name=jdbc/kithwork)") DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether the module has tables. */
    public boolean exist(String word) {
        try (var connection = dataSource.getConnection()) {
            return !tables(connection, word).isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException("The tables of " + word + " cannot be listed", e);
        }
    }

    /** A table of the module that keeps records of customers, told by the column {@code customer_id}. */
    public Optional<String> ofCustomers(String word) {
        try (var connection = dataSource.getConnection()) {
            var metaData = connection.getMetaData();
            var upper = metaData.storesUpperCaseIdentifiers();
            var column = upper ? "CUSTOMER_ID" : "customer_id";
            for (var table : tables(connection, word)) {
                try (var rows = metaData.getColumns(null, connection.getSchema(), table, column)) {
                    if (rows.next()) {
                        return Optional.of(table.toLowerCase(Locale.ROOT));
                    }
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("The tables of " + word + " cannot be read", e);
        }
    }

    /** Drops the module's views, tables and sequences, and forgets its change log. Returns how many tables there were. */
    public int drop(String word) {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(true);
            var tables = tables(connection, word);
            for (var table : tables) {
                dropReferences(connection, table);
            }
            for (var table : tables) {
                execute(connection, "DROP TABLE " + quoted(table));
            }
            for (var sequence : sequences(connection, word)) {
                execute(connection, "DROP SEQUENCE " + quoted(sequence) + " RESTRICT");
            }
            forgetChangeLog(connection, word);
            return tables.size();
        } catch (SQLException e) {
            throw new IllegalStateException("The tables of " + word + " cannot be dropped", e);
        }
    }

    private static List<String> tables(Connection connection, String word) throws SQLException {
        var metaData = connection.getMetaData();
        var prefix = metaData.storesUpperCaseIdentifiers() ? word.toUpperCase(Locale.ROOT) : word;
        try (var rows = metaData.getTables(
                null, connection.getSchema(), prefix + metaData.getSearchStringEscape() + "_%", new String[] {"TABLE"
                })) {
            return names(rows, "TABLE_NAME", prefix + "_");
        }
    }

    private static List<String> names(ResultSet rows, String column, String prefix) throws SQLException {
        var names = new ArrayList<String>();
        while (rows.next()) {
            var name = rows.getString(column);
            if (name.startsWith(prefix) && NAME.matcher(name).matches()) {
                names.add(name);
            }
        }
        return names;
    }

    private static void dropReferences(Connection connection, String table) throws SQLException {
        var constraints = new ArrayList<String>();
        try (var rows = connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
            while (rows.next()) {
                var name = rows.getString("FK_NAME");
                if (name != null && !constraints.contains(name)) {
                    constraints.add(name);
                }
            }
        }
        for (var constraint : constraints) {
            execute(connection, "ALTER TABLE " + quoted(table) + " DROP CONSTRAINT " + quoted(constraint));
        }
    }

    private static List<String> sequences(Connection connection, String word) throws SQLException {
        var derby = connection.getMetaData().getDatabaseProductName().contains("Derby");
        var query = derby
                ? "SELECT s.sequencename FROM sys.syssequences s JOIN sys.sysschemas c ON c.schemaid = s.schemaid"
                        + " WHERE c.schemaname = ?"
                : "SELECT sequence_name FROM information_schema.sequences WHERE sequence_schema = ?";
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, connection.getSchema());
            try (var rows = statement.executeQuery()) {
                var names = new ArrayList<String>();
                while (rows.next()) {
                    var name = rows.getString(1);
                    if (name.toLowerCase(Locale.ROOT).startsWith(word + "_")
                            && NAME.matcher(name).matches()) {
                        names.add(name);
                    }
                }
                return names;
            }
        }
    }

    private static void forgetChangeLog(Connection connection, String word) throws SQLException {
        var upper = connection.getMetaData().storesUpperCaseIdentifiers();
        try (var rows = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), upper ? "KITHWORK_SCHEMA" : "kithwork_schema", new String[] {
                    "TABLE"
                })) {
            if (!rows.next()) {
                return;
            }
        }
        try (var statement = connection.prepareStatement("DELETE FROM kithwork_schema WHERE module = ?")) {
            statement.setString(1, word);
            statement.executeUpdate();
        }
    }

    /** The name comes from the catalogue and holds letters, digits and underscores alone. */
    private static String quoted(String name) throws SQLException {
        if (!NAME.matcher(name).matches() && !name.matches("[A-Za-z0-9_-]+")) {
            throw new SQLException("Not a plain name: " + name);
        }
        return '"' + name + '"';
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}
