package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kithwork.core.internal.access.audit.AuditChain;
import org.kithwork.core.internal.backup.store.Chain;
import org.kithwork.core.internal.backup.store.DerbyFolder;
import org.kithwork.core.internal.backup.store.ErasureReplay;
import org.kithwork.core.internal.backup.store.Load;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.id.Ids;

/**
 * Puts a backup in the place of an installation that is stopped. Everything is loaded, compared and proven beside the
 * present data, which is touched last, in one step; what was there before is kept under another name.
 */
public final class Restore {

    /** Tells the next start what was restored. */
    public static final String NOTE = "restored";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path data;
    private final BackupVault vault;
    private final KeyRing ring;
    private final Ids ids;
    private final Clock clock;

    public Restore(Path data, KeyRing ring, BackupVault vault, Ids ids, Clock clock) {
        this.data = data;
        this.ring = ring;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
    }

    /** How it ended. */
    public record Result(Manifest manifest, int erasedAgain) {}

    /** Into the embedded database. */
    public Result intoDerby(Path file, boolean replace) throws SQLException, IOException {
        var live = data.resolve("db");
        if (Files.exists(live) && !replace) {
            throw BackupProblem.conflict("not-empty", live);
        }
        var draft = data.resolve("db.restored");
        var folder = emptyFolder();
        Result result;
        try (var database = DerbyFolder.create(draft)) {
            result = load(file, new Load(database.connection(), true), database.connection(), folder);
            database.connection().commit();
        } catch (SQLException | IOException | RuntimeException e) {
            DerbyFolder.delete(draft);
            DerbyFolder.delete(folder);
            throw e;
        }
        setAside(live);
        Files.move(draft, live, StandardCopyOption.ATOMIC_MOVE);
        finish(file, folder, result);
        return result;
    }

    /** Into a database of PostgreSQL, in one transaction. */
    public Result intoPostgres(Path file, boolean replace, Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        var folder = emptyFolder();
        try {
            var load = new Load(connection, false);
            if (!load.isEmpty()) {
                if (!replace) {
                    throw BackupProblem.conflict("not-empty", connection.getCatalog());
                }
                load.clear();
            }
            var result = load(file, load, connection, folder);
            connection.commit();
            finish(file, folder, result);
            return result;
        } catch (SQLException | IOException | RuntimeException e) {
            connection.rollback();
            DerbyFolder.delete(folder);
            throw e;
        }
    }

    private Path emptyFolder() throws IOException {
        var folder = data.resolve("files.restored");
        DerbyFolder.delete(folder);
        return Files.createDirectories(folder);
    }

    private Result load(Path file, Load load, Connection connection, Path folder) throws SQLException, IOException {
        var erased = new int[1];
        var tombstones = tombstones(file);
        var manifest = vault.load(file, load, folder, loaded -> {
            Chain.verify(connection, loaded);
            load.endSessions();
            erased[0] = new ErasureReplay(connection, ring, ids, clock).replay(tombstones);
        });
        return new Result(manifest, erased[0]);
    }

    /** From the present data, which may be newer than the backup, and from beside the backup. */
    private Set<String> tombstones(Path file) throws IOException {
        var all = new TreeSet<>(Erasures.read(data));
        all.addAll(Erasures.read(BackupVault.folder(file)));
        return all;
    }

    private void finish(Path file, Path folder, Result result) throws IOException {
        for (var name : List.of("imports", "exports", "modules")) {
            setAside(data.resolve(name));
            if (Files.exists(folder.resolve(name))) {
                Files.move(folder.resolve(name), data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        DerbyFolder.delete(folder);
        Erasures.add(data, tombstones(file));
        var head = result.manifest().auditSeq() + " " + result.manifest().auditHash() + "\n";
        Files.writeString(data.resolve(AuditChain.HEAD_FILE), head);
        Files.writeString(
                data.resolve(NOTE),
                String.join(
                        "\n",
                        vault.header(file).name(),
                        vault.header(file).createdAt().toString(),
                        Integer.toString(result.erasedAgain()),
                        ""));
    }

    private void setAside(Path path) throws IOException {
        if (Files.exists(path)) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".replaced-" + STAMP.format(clock.instant())));
        }
    }
}
