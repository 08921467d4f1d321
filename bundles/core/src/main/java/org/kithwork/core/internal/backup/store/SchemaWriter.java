package org.kithwork.core.internal.backup.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the tables of a backup: first what rows need, and indexes, foreign keys and views when the rows are there. */
final class SchemaWriter {

    private final Connection connection;
    private final boolean postgres;

    SchemaWriter(Connection connection, boolean postgres) {
        this.connection = connection;
        this.postgres = postgres;
    }

    void tables(DatabaseSchema schema) throws SQLException {
        for (var table : schema.tables()) {
            var parts = Stream.concat(
                    table.columns().stream().map(column -> column.declaration(postgres)),
                    table.keys().stream().map(Table.Key::declaration));
            execute("CREATE TABLE " + table.name() + " (" + parts.collect(Collectors.joining(", ")) + ")");
        }
    }

    void rest(DatabaseSchema schema) throws SQLException {
        for (var table : schema.tables()) {
            for (var index : table.indexes()) {
                execute("CREATE " + (index.unique() ? "UNIQUE INDEX " : "INDEX ") + index.name() + " ON " + table.name()
                        + " (" + String.join(", ", index.columns()) + ")");
            }
        }
        for (var table : schema.tables()) {
            for (var reference : table.references()) {
                execute("ALTER TABLE " + table.name() + " ADD "
                        + (reference.name() == null ? "" : "CONSTRAINT " + reference.name() + " ") + "FOREIGN KEY ("
                        + String.join(", ", reference.columns()) + ") REFERENCES " + reference.target() + " ("
                        + String.join(", ", reference.targetColumns()) + ")"
                        + (reference.cascades() ? " ON DELETE CASCADE" : ""));
            }
        }
        for (var view : schema.views().entrySet()) {
            execute("CREATE VIEW " + view.getKey() + " AS " + view.getValue());
        }
    }

    private void execute(String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
