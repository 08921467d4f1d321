package org.kithwork.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.kithwork.bench.server.Postgres;

/** Where the customers lie. */
enum Database {
    DERBY,
    POSTGRESQL;

    /** Starts a database of its own for one side; Derby starts within the server. */
    Optional<Postgres> start(Path directory) throws IOException {
        return this == DERBY ? Optional.empty() : Optional.of(Postgres.start(directory.resolve("postgresql")));
    }

    /** Starts the database that an earlier run left in this directory, or a new one that is left to the next. */
    Optional<Postgres> startAgain(Path directory) throws IOException {
        return this == DERBY ? Optional.empty() : Optional.of(Postgres.again(directory.resolve("postgresql")));
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
