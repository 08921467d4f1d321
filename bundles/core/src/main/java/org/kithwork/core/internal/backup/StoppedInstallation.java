package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.kithwork.core.internal.backup.store.PostgresTarget;
import org.kithwork.core.internal.backup.store.SnapshotSource;
import org.kithwork.core.internal.backup.store.Target;
import org.kithwork.core.internal.files.Trees;

/** What can be done with backups while nobody works: the database is the one that the environment names. */
public final class StoppedInstallation {

    /** Where {@link #move} goes when it is not an URL. */
    public static final String EMBEDDED = "embedded";

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

    /** Makes one, whole or not at all; what is there under the name is replaced. */
    public Manifest backup(Path file) {
        var live = data.resolve("db");
        var named = PostgresTarget.isNamed(environment);
        if (!named && !Files.exists(live)) {
            throw BackupProblem.conflict("no-database", live);
        }
        try {
            var source = named ? PostgresTarget.snapshots(environment) : SnapshotSource.stopped(live);
            var name = String.valueOf(file.getFileName());
            return vault.write(file, name.substring(0, name.length() - Backups.ENDING.length()), source);
        } catch (IOException e) {
            throw BackupProblem.of("unwritten", data, e);
        }
    }

    public Manifest restore(Path file, boolean replace) {
        try {
            return PostgresTarget.isNamed(environment)
                    ? restore.intoPostgres(file, replace, PostgresTarget.open(environment))
                    : restore.intoDerby(file, replace);
        } catch (IOException e) {
            throw BackupProblem.of("unrestored", data, e);
        }
    }

    /**
     * From the embedded database into an empty one of PostgreSQL, or from that of the environment into the embedded one,
     * by way of a backup, which stays, as does the database that was left.
     */
    public Manifest move(String to) {
        try {
            return to.equals(EMBEDDED) ? moveHere() : moveAway(to);
        } catch (IOException e) {
            throw BackupProblem.of("unrestored", data, e);
        }
    }

    private Manifest moveAway(String url) throws IOException {
        var live = data.resolve("db");
        if (!url.startsWith("jdbc:postgresql:") || !Files.exists(live)) {
            throw BackupProblem.conflict("move-where", live);
        }
        var file = written(SnapshotSource.stopped(live));
        try (var target = PostgresTarget.open(url, environment)) {
            if (!target.isEmpty()) {
                throw BackupProblem.conflict("move-not-empty", "PostgreSQL");
            }
            var moved = load(file, target);
            target.commit();
            Files.move(live, data.resolve("db.moved-" + vault.stamp()));
            return moved;
        }
    }

    private Manifest moveHere() throws IOException {
        var live = data.resolve("db");
        if (!PostgresTarget.isNamed(environment)) {
            throw BackupProblem.conflict("move-where", live);
        }
        if (Files.exists(live)) {
            throw BackupProblem.conflict("move-not-empty", live);
        }
        var file = written(PostgresTarget.snapshots(environment));
        var draft = data.resolve("db.restored");
        Manifest moved;
        try (var target = Target.derby(draft)) {
            moved = load(file, target);
            target.commit();
        } catch (IOException | RuntimeException e) {
            Trees.delete(draft);
            throw e;
        }
        Files.move(draft, live);
        return moved;
    }

    private Path written(SnapshotSource source) {
        var name = "before-move-" + vault.stamp();
        var file = data.resolve("backups").resolve(name + Backups.ENDING);
        vault.write(file, name, source);
        return file;
    }

    /** The files stay where they are: what came out of the backup is compared and thrown away. */
    private Manifest load(Path file, Target target) throws IOException {
        var folder = data.resolve("files.restored");
        Trees.delete(folder);
        try {
            return vault.load(file, target, Files.createDirectories(folder));
        } finally {
            Trees.delete(folder);
        }
    }
}
