package org.kithwork.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL server a process of tests, durable as in production, with a new database for each test. Change logs are applied once
 * a process, to a database of which the others are copies.
 */
final class SharedPostgres {

    private static final Map<List<String>, String> TEMPLATES = new HashMap<>();

    private static @Nullable EmbeddedPostgres server;

    private SharedPostgres() {}

    /** A new database with these change logs applied. */
    static Disposable<DataSource> create(List<String> changeLogs) {
        var template = changeLogs.isEmpty() ? "template1" : template(changeLogs);
        var name = name();
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new Disposable<>(
                server().getDatabase("postgres", name),
                () -> execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
    }

    private static synchronized String template(List<String> changeLogs) {
        return TEMPLATES.computeIfAbsent(changeLogs, SharedPostgres::written);
    }

    private static String written(List<String> changeLogs) {
        var name = name();
        execute("CREATE DATABASE " + name);
        ChangeLogs.apply(server().getDatabase("postgres", name), changeLogs);
        return name;
    }

    private static String name() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }

    private static void execute(String statement) {
        try (var connection = server().getPostgresDatabase().getConnection();
                var running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("Refused: " + statement, e);
        }
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
