package org.kithwork.itests;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

class ProtectionAtRestOnPostgresIT extends ProtectionAtRestContract {

    @TempDir
    static Path directory;

    @TempDir
    static Path database;

    private static EmbeddedPostgres postgres;

    @Override
    KithworkProcess unpacked() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(database.resolve("pg"))
                .setCleanDataDirectory(false)
                .start();
        return KithworkProcess.unpack(directory)
                .with("KITHWORK_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres")
                .with("KITHWORK_DB_USER", "postgres");
    }

    @Override
    List<Path> databaseFiles() throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
        return List.of(database);
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }
}
