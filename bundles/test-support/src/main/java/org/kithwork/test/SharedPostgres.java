package org.kithwork.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL server a process of tests, durable as in production, with a new database for each test class. */
final class SharedPostgres {

    private static @Nullable EmbeddedPostgres server;

    private SharedPostgres() {}

    static synchronized PoolingDataSource<?> newDatabase() {
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = server().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create a database", e);
        }
        return TestDatabase.pooled(server().getDatabase("postgres", name));
    }

    private static synchronized EmbeddedPostgres server() {
        var running = server;
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "500")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot start PostgreSQL", e);
            }
            server = running;
        }
        return running;
    }
}
