package org.kithwork.database.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;

/** Remembers the content of each change log that was applied, so that a start with nothing new costs one query. */
final class SchemaLedger {
    private final Connection connection;

    SchemaLedger(Connection connection) {
        this.connection = connection;
    }

    boolean holds(String word, String hash) throws SQLException {
        if (!exists()) {
            return false;
        }
        try (PreparedStatement query =
                connection.prepareStatement("select hash from kithwork_schema where module = ?")) {
            query.setString(1, word);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && hash.equals(rows.getString(1));
            }
        }
    }

    void record(String word, String hash, Clock clock) throws SQLException {
        if (!exists()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table kithwork_schema (module varchar(20) not null primary key,"
                        + " hash varchar(64) not null, applied_at timestamp not null)");
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("update kithwork_schema set hash = ?, applied_at = ? where module = ?")) {
            fill(update, word, hash, clock);
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into kithwork_schema (hash, applied_at, module) values (?, ?, ?)")) {
            fill(insert, word, hash, clock);
            insert.executeUpdate();
        }
    }

    private static void fill(PreparedStatement statement, String word, String hash, Clock clock) throws SQLException {
        statement.setString(1, hash);
        statement.setTimestamp(2, Timestamp.from(clock.instant()));
        statement.setString(3, word);
    }

    private boolean exists() throws SQLException {
        String name = connection.getMetaData().storesUpperCaseIdentifiers() ? "KITHWORK_SCHEMA" : "kithwork_schema";
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), name, new String[] {"TABLE"})) {
            return tables.next();
        }
    }
}
