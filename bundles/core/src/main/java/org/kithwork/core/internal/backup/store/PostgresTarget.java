package org.kithwork.core.internal.backup.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** The database of PostgreSQL that the environment names, for an installation that is stopped. */
public final class PostgresTarget {

    private PostgresTarget() {}

    public static boolean isNamed(Map<String, String> environment) {
        return !environment.getOrDefault("KITHWORK_DB_URL", "").isBlank();
    }

    public static Connection open(Map<String, String> environment) throws SQLException, IOException {
        var source = new PGSimpleDataSource();
        source.setURL(environment.getOrDefault("KITHWORK_DB_URL", ""));
        source.setUser(environment.getOrDefault("KITHWORK_DB_USER", ""));
        var file = environment.getOrDefault("KITHWORK_DB_PASSWORD_FILE", "");
        if (!file.isBlank()) {
            source.setPassword(Files.readString(Path.of(file)).strip());
        }
        source.setReWriteBatchedInserts(true);
        return source.getConnection();
    }
}
