package org.kithwork.core.internal.backup.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database of PostgreSQL that the environment names, for an installation that is stopped. */
public final class PostgresTarget {

    private PostgresTarget() {}

    public static boolean isNamed(Map<String, String> environment) {
        return !environment.getOrDefault("KITHWORK_DB_URL", "").isBlank();
    }

    /** As the environment says. */
    public static Target open(Map<String, String> environment) throws IOException {
        return open(url(environment), environment);
    }

    /** With this URL, and the user and the password of the environment. */
    public static Target open(String url, Map<String, String> environment) throws IOException {
        return Target.of(of(url, environment));
    }

    /** The one that the environment names, to be read. */
    public static SnapshotSource snapshots(Map<String, String> environment) throws IOException {
        return SnapshotSource.of(of(url(environment), environment));
    }

    private static String url(Map<String, String> environment) {
        return environment.getOrDefault("KITHWORK_DB_URL", "");
    }

    private static DataSource of(String url, Map<String, String> environment) throws IOException {
        var source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(environment.getOrDefault("KITHWORK_DB_USER", ""));
        var file = environment.getOrDefault("KITHWORK_DB_PASSWORD_FILE", "");
        if (!file.isBlank()) {
            source.setPassword(Files.readString(Path.of(file)).strip());
        }
        source.setReWriteBatchedInserts(true);
        return source;
    }
}
