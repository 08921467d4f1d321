package org.kithwork.itests;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** What the archive can run on. */
enum Database {
    DERBY {
        @Override
        KithworkProcess unpack(Path directory) throws IOException, InterruptedException {
            return KithworkProcess.unpack(directory);
        }
    },

    /** Durable, as in production. */
    POSTGRESQL {
        @Override
        KithworkProcess unpack(Path directory) throws IOException, InterruptedException {
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            return KithworkProcess.unpack(directory)
                    .with("KITHWORK_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres")
                    .with("KITHWORK_DB_USER", "postgres")
                    .closing(postgres);
        }
    };

    /** The archive, unpacked and told of an empty database of this kind. */
    abstract KithworkProcess unpack(Path directory) throws IOException, InterruptedException;
}
