package org.kithwork.database.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where the database is. The password is not among the settings: {@link #readPassword()} reads it from its file when a
 * connection is set up, so it reaches neither a configuration nor a log.
 */
record DatabaseSettings(
        Path data, String url, String user, Optional<Path> passwordFile, int poolSize, Duration maxWait) {

    DatabaseSettings {
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("The database URL must start with jdbc:postgresql: or be empty for the"
                    + " embedded Derby; check KITHWORK_DB_URL and etc/org.kithwork.database.cfg.");
        }
        if (url.contains("password=")) {
            throw new IllegalArgumentException(
                    "The database URL may not hold a password; put it into a file and name that in"
                            + " KITHWORK_DB_PASSWORD_FILE.");
        }
    }

    static DatabaseSettings of(DatabaseConfiguration configuration, Map<String, String> environment, Path data) {
        String passwordFile = pick(environment, "KITHWORK_DB_PASSWORD_FILE", configuration.passwordFile());
        return new DatabaseSettings(
                data,
                pick(environment, "KITHWORK_DB_URL", configuration.url()),
                pick(environment, "KITHWORK_DB_USER", configuration.user()),
                passwordFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(passwordFile)),
                configuration.poolSize(),
                Duration.ofSeconds(configuration.maxWait()));
    }

    boolean isPostgres() {
        return !url.isEmpty();
    }

    Optional<String> readPassword() throws IOException {
        return passwordFile.isEmpty()
                ? Optional.empty()
                : Optional.of(Files.readString(passwordFile.get()).strip());
    }

    private static String pick(Map<String, String> environment, String name, String configured) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? configured.strip() : value;
    }
}
