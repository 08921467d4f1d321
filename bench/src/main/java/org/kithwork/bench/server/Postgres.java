package org.kithwork.bench.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.kithwork.bench.load.ProcessTree;

/** A PostgreSQL of its own that keeps what it has confirmed: fsync and synchronous commit are on, and this is checked. */
public final class Postgres implements AutoCloseable {

    public static final String USER = "postgres";
    public static final String PASSWORD = "postgres";

    private final EmbeddedPostgres server;
    private final Path data;

    private Postgres(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    public static Postgres start(Path data) throws IOException {
        return start(data, true);
    }

    /** Starts on what an earlier run has left there, and leaves it. */
    public static Postgres again(Path data) throws IOException {
        return start(data, false);
    }

    private static Postgres start(Path data, boolean empty) throws IOException {
        Files.createDirectories(data.getParent());
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(empty)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        Postgres postgres = new Postgres(server, data);
        try {
            postgres.requireOn("fsync");
            postgres.requireOn("synchronous_commit");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return postgres;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** The postmaster and all its backends. */
    public ProcessTree tree() {
        try {
            return new ProcessTree(Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void requireOn(String setting) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            if (!row.getString(1).equals("on")) {
                throw new IllegalStateException(setting + " is " + row.getString(1));
            }
        }
    }
}
