package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.kithwork.core.internal.backup.store.PostgresTarget;
import org.kithwork.core.internal.backup.store.SnapshotSource;

/** What can be done with backups while nobody works: the database is the one that the environment names. */
public final class StoppedInstallation {

    /** As the running system has it, so that indexes of long texts keep small pages. */
    private static final String PAGE_SIZE = "8192";

    private final Path data;
    private final BackupVault vault;
    private final Restore restore;
    private final Map<String, String> environment;

    public StoppedInstallation(Path data, BackupVault vault, Restore restore, Map<String, String> environment) {
        this.data = data;
        this.vault = vault;
        this.restore = restore;
        this.environment = environment;
        System.setProperty("derby.storage.pageSize", PAGE_SIZE);
        System.setProperty(
                "derby.stream.error.file", data.resolve("log/derby-restore.log").toString());
    }

    public Manifest verify(Path file) {
        return vault.verify(file);
    }

    public Restore.Result restore(Path file, boolean replace) throws IOException {
        try {
            if (!PostgresTarget.isNamed(environment)) {
                return restore.intoDerby(file, replace);
            }
            try (var connection = PostgresTarget.open(environment)) {
                return restore.intoPostgres(file, replace, connection);
            }
        } catch (SQLException e) {
            throw BackupProblem.conflict("unrestored", String.valueOf(e.getMessage()));
        }
    }

    /** From the embedded database into an empty one of PostgreSQL, by way of a backup, which stays. */
    public Manifest move() throws IOException {
        var live = data.resolve("db");
        if (!PostgresTarget.isNamed(environment) || !Files.exists(live)) {
            throw BackupProblem.conflict("move-where", live);
        }
        var file = data.resolve("backups/before-move" + Backups.ENDING);
        Files.deleteIfExists(file);
        vault.write(file, "before-move", SnapshotSource.stopped(live));
        var moved = restore(file, false).manifest();
        Files.move(live, data.resolve("db.moved"));
        return moved;
    }
}
