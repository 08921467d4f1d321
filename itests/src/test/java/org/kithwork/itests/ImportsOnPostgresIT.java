package org.kithwork.itests;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** The same on PostgreSQL, durable as in production. */
class ImportsOnPostgresIT extends ImportsContract {

    @TempDir
    static Path directory;

    private static EmbeddedPostgres postgres;

    @Override
    KithworkProcess unpacked() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return KithworkProcess.unpack(directory)
                .with("KITHWORK_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres")
                .with("KITHWORK_DB_USER", "postgres");
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }
}
