package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same archive on PostgreSQL, chosen by the environment alone. */
class PostgresIT {
    private static final String NOTES = "/api/v1/notebook/notes";

    @TempDir
    Path directory;

    @Test
    void theEnvironmentChoosesPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .start();
                KithworkProcess kithwork = KithworkProcess.unpack(directory)
                        .with("KITHWORK_MODULES", "notebook")
                        .with("KITHWORK_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres")
                        .with("KITHWORK_DB_USER", "postgres")) {
            kithwork.start().awaitStatus(NOTES, 200);

            assertThat(kithwork.post(NOTES, "{\"text\":\"记住\"}").statusCode()).isEqualTo(201);
            assertThat(kithwork.get(NOTES).body()).contains("记住");
            assertThat(kithwork.log()).contains("Database PostgreSQL");
            assertThat(kithwork.data().resolve("db")).doesNotExist();
        }
    }
}
