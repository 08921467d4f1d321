package org.kithwork.core.internal.backup.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what tables a database has, in terms that hold for both databases. */
final class SchemaReader {

    /** The length of the type that all change logs give to sort keys; on PostgreSQL it compares by codes. */
    private static final int SORT_KEY = 500;

    /** The only columns that have a zone on PostgreSQL; on Derby they look like others. */
    private static final Set<String> INSTANTS = Set.of(
            "core_job_schedule.execution_time",
            "core_job_schedule.last_success",
            "core_job_schedule.last_failure",
            "core_job_schedule.last_heartbeat");

    private static final String LEDGER = "_schema_log";

    private static final Pattern CAST = Pattern.compile("::(character varying|text|bpchar|[a-z]+)(\\(\\d+\\))?");
    private static final Pattern LITERAL = Pattern.compile("-?\\d+(\\.\\d+)?|'[^']*'|true|false");
    private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false");
    private static final Pattern CREATE_VIEW =
            Pattern.compile("(?is)^\\s*create\\s+view\\s+\\S+\\s+(?:\\([^)]*\\)\\s*)?as\\s+");

    private static final String DERBY_CONSTRAINTS = "SELECT g.CONGLOMERATENAME, c.CONSTRAINTNAME, c.TYPE"
            + " FROM SYS.SYSCONSTRAINTS c JOIN SYS.SYSKEYS k ON k.CONSTRAINTID = c.CONSTRAINTID"
            + " JOIN SYS.SYSCONGLOMERATES g ON g.CONGLOMERATEID = k.CONGLOMERATEID"
            + " JOIN SYS.SYSTABLES t ON t.TABLEID = c.TABLEID WHERE t.TABLENAME = ?";
    private static final String DERBY_HIDDEN = "SELECT g.CONGLOMERATENAME FROM SYS.SYSCONGLOMERATES g"
            + " JOIN SYS.SYSTABLES t ON t.TABLEID = g.TABLEID WHERE g.ISCONSTRAINT AND t.TABLENAME = ?";
    private static final String DERBY_VIEWS =
            "SELECT t.TABLENAME, v.VIEWDEFINITION FROM SYS.SYSVIEWS v JOIN SYS.SYSTABLES t ON t.TABLEID = v.TABLEID";
    private static final String POSTGRES_CONSTRAINTS = "SELECT i.relname, c.conname, upper(c.contype::text)"
            + " FROM pg_constraint c JOIN pg_class i ON i.oid = c.conindid JOIN pg_class t ON t.oid = c.conrelid"
            + " JOIN pg_namespace n ON n.oid = t.relnamespace"
            + " WHERE c.contype IN ('p', 'u') AND n.nspname = current_schema() AND t.relname = ?";
    private static final String POSTGRES_BY_CODE = "SELECT column_name FROM information_schema.columns"
            + " WHERE collation_name = 'C' AND table_schema = current_schema() AND table_name = ?";
    private static final String POSTGRES_VIEWS = "SELECT viewname, definition FROM pg_views"
            + " WHERE schemaname = current_schema() AND viewname LIKE 'kithwork!_%' ESCAPE '!'";

    private final Connection connection;
    private final DatabaseMetaData meta;
    private final String schema;
    private final boolean postgres;

    SchemaReader(Connection connection) throws SQLException {
        this.connection = connection;
        this.meta = connection.getMetaData();
        this.schema = connection.getSchema();
        this.postgres = meta.getDatabaseProductName().equals("PostgreSQL");
    }

    boolean isPostgres() {
        return postgres;
    }

    DatabaseSchema read() throws SQLException {
        var tables = new ArrayList<Table>();
        for (var name : ownTables()) {
            tables.add(table(name));
        }
        return new DatabaseSchema(tables, views());
    }

    /**
     * The names of Kithwork's own tables, as this database writes them: each begins with the word of a part that has a
     * ledger of its change log here.
     */
    List<String> ownTables() throws SQLException {
        var all = tableNames();
        var words = all.stream()
                .filter(name -> lower(name).endsWith(LEDGER))
                .map(name -> lower(name).substring(0, name.length() - LEDGER.length()) + "_")
                .toList();
        return all.stream()
                .filter(name -> words.stream().anyMatch(lower(name)::startsWith))
                .toList();
    }

    /** The names of Kithwork's own views. */
    List<String> viewNames() throws SQLException {
        return List.copyOf(views().keySet());
    }

    boolean hasTable(String name) throws SQLException {
        return tableNames().stream().anyMatch(name::equalsIgnoreCase);
    }

    private List<String> tableNames() throws SQLException {
        var names = new ArrayList<String>();
        try (var rows = meta.getTables(null, schema, "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private Table table(String name) throws SQLException {
        var keys = new ArrayList<Table.Key>();
        var indexes = new ArrayList<Table.Index>();
        var constraints = constraints(name);
        var hidden = postgres ? constraints.keySet() : new HashSet<>(texts(DERBY_HIDDEN, name));
        for (var index : indexes(name).entrySet()) {
            var constraint = constraints.get(index.getKey());
            var unique = index.getValue().unique();
            var columns = index.getValue().columns();
            if (constraint != null && constraint.isKey()) {
                keys.add(
                        new Table.Key(constraint.nameToKeep(), constraint.type().equals("P"), ascending(columns)));
            } else if (!hidden.contains(index.getKey())) {
                indexes.add(new Table.Index(lower(index.getKey()), unique, columns));
            }
        }
        return new Table(lower(name), columns(name), keys, indexes, references(name));
    }

    private record Constraint(String name, String type) {

        boolean isKey() {
            return type.equals("P") || type.equals("U");
        }

        @Nullable
        String nameToKeep() {
            return name.startsWith("SQL") ? null : lower(name);
        }
    }

    private record Columns(boolean unique, List<String> columns) {}

    private Map<String, Constraint> constraints(String table) throws SQLException {
        var found = new HashMap<String, Constraint>();
        try (var query = connection.prepareStatement(postgres ? POSTGRES_CONSTRAINTS : DERBY_CONSTRAINTS)) {
            query.setString(1, table);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getString(1),
                            new Constraint(rows.getString(2), rows.getString(3).strip()));
                }
            }
        }
        return found;
    }

    private Map<String, Columns> indexes(String table) throws SQLException {
        var found = new LinkedHashMap<String, Columns>();
        try (var rows = meta.getIndexInfo(null, schema, table, false, true)) {
            while (rows.next()) {
                if (rows.getShort("TYPE") == DatabaseMetaData.tableIndexStatistic) {
                    continue;
                }
                var unique = !rows.getBoolean("NON_UNIQUE");
                found.computeIfAbsent(rows.getString("INDEX_NAME"), name -> new Columns(unique, new ArrayList<>()))
                        .columns()
                        .add(lower(rows.getString("COLUMN_NAME"))
                                + ("D".equals(rows.getString("ASC_OR_DESC")) ? " DESC" : ""));
            }
        }
        return new TreeMap<>(found);
    }

    private static List<String> ascending(List<String> columns) {
        return columns.stream().map(column -> column.replace(" DESC", "")).toList();
    }

    private List<Column> columns(String table) throws SQLException {
        var byCode = postgres ? new HashSet<>(texts(POSTGRES_BY_CODE, table)) : Set.<String>of();
        var columns = new ArrayList<Column>();
        try (var rows = meta.getColumns(null, schema, escaped(table), "%")) {
            while (rows.next()) {
                columns.add(column(table, rows, byCode));
            }
        }
        return columns;
    }

    private Column column(String table, ResultSet row, Set<String> byCode) throws SQLException {
        var name = lower(row.getString("COLUMN_NAME"));
        var place = lower(table) + "." + name;
        var size = row.getInt("COLUMN_SIZE");
        var type = type(place, row, size);
        var ownOrder =
                postgres ? byCode.contains(row.getString("COLUMN_NAME")) : type == Column.Type.TEXT && size == SORT_KEY;
        if ("YES".equals(row.getString("IS_AUTOINCREMENT"))) {
            throw new SQLException("The column " + place + " counts by itself, which backups do not support");
        }
        return new Column(
                name,
                type,
                type == Column.Type.TEXT || type == Column.Type.DECIMAL ? size : 0,
                type == Column.Type.DECIMAL ? row.getInt("DECIMAL_DIGITS") : 0,
                row.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls,
                ownOrder,
                preset(place, row.getString("COLUMN_DEF")));
    }

    private static Column.Type type(String place, ResultSet row, int size) throws SQLException {
        var name = row.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
        return switch (row.getInt("DATA_TYPE")) {
            case Types.VARCHAR -> name.equals("text") || size > 32_672 ? Column.Type.LONG_TEXT : Column.Type.TEXT;
            case Types.CLOB -> Column.Type.LONG_TEXT;
            case Types.BIGINT -> name.equals("oid") ? throwUnknown(place, name) : Column.Type.LONG;
            case Types.INTEGER -> Column.Type.INTEGER;
            case Types.SMALLINT -> Column.Type.SHORT;
            case Types.BOOLEAN, Types.BIT -> Column.Type.BOOLEAN;
            case Types.DOUBLE, Types.FLOAT -> Column.Type.DOUBLE;
            case Types.DECIMAL, Types.NUMERIC -> Column.Type.DECIMAL;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Column.Type.INSTANT;
            case Types.TIMESTAMP ->
                name.equals("timestamptz") || INSTANTS.contains(place) ? Column.Type.INSTANT : Column.Type.TIMESTAMP;
            case Types.DATE -> Column.Type.DATE;
            case Types.BLOB, Types.BINARY, Types.VARBINARY -> Column.Type.BYTES;
            default -> throwUnknown(place, name);
        };
    }

    private static Column.Type throwUnknown(String place, String type) throws SQLException {
        throw new SQLException("The column " + place + " has the type " + type + ", which backups do not support");
    }

    private static @Nullable String preset(String place, @Nullable String given) throws SQLException {
        if (given == null || given.equalsIgnoreCase("null")) {
            return null;
        }
        var bare = CAST.matcher(given).replaceAll("");
        var literal = BOOLEAN.matcher(bare).matches() ? lower(bare) : bare;
        if (!LITERAL.matcher(literal).matches()) {
            throw new SQLException("The column " + place + " has a default that backups do not support");
        }
        return literal;
    }

    private List<Table.Reference> references(String table) throws SQLException {
        var found = new ArrayList<Table.Reference>();
        try (var rows = meta.getImportedKeys(null, schema, table)) {
            while (rows.next()) {
                var name = rows.getString("FK_NAME");
                if (rows.getShort("KEY_SEQ") == 1) {
                    found.add(new Table.Reference(
                            name == null || name.startsWith("SQL") ? null : lower(name),
                            new ArrayList<>(),
                            lower(rows.getString("PKTABLE_NAME")),
                            new ArrayList<>(),
                            rows.getShort("DELETE_RULE") == DatabaseMetaData.importedKeyCascade));
                }
                var last = found.get(found.size() - 1);
                last.columns().add(lower(rows.getString("FKCOLUMN_NAME")));
                last.targetColumns().add(lower(rows.getString("PKCOLUMN_NAME")));
            }
        }
        return found;
    }

    private Map<String, String> views() throws SQLException {
        var views = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(postgres ? POSTGRES_VIEWS : DERBY_VIEWS)) {
            while (rows.next()) {
                var query = CREATE_VIEW.matcher(rows.getString(2)).replaceFirst("");
                query = CAST.matcher(query).replaceAll("").strip();
                views.put(
                        lower(rows.getString(1)), query.endsWith(";") ? query.substring(0, query.length() - 1) : query);
            }
        }
        return views;
    }

    private List<String> texts(String text, String parameter) throws SQLException {
        var found = new ArrayList<String>();
        try (var query = connection.prepareStatement(text)) {
            query.setString(1, parameter);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private String escaped(String name) throws SQLException {
        return name.replace("_", meta.getSearchStringEscape() + "_");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
