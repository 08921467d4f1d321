package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.kithwork.core.internal.access.audit.AuditChain;
import org.kithwork.core.internal.access.audit.AuditCipher;
import org.kithwork.core.internal.backup.store.Target;
import org.kithwork.core.internal.files.Trees;
import org.kithwork.core.internal.operation.ErasureLedger;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;

/**
 * Puts a backup in the place of an installation that is stopped. Everything is loaded, compared and proven beside the
 * present data, which is touched last; while it is, a mark refuses the start, and the same restore may be run again.
 */
public final class Restore {

    /** Tells the next start what was restored. */
    public static final String NOTE = "restored";

    /** Lies in the data directory while database and files may not belong together; the launcher looks for it. */
    public static final String MARK = "restore-unfinished";

    /** The directories that a backup brings along. */
    private static final List<String> FOLDERS = List.of("imports", "exports", "modules");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path data;
    private final BackupVault vault;
    private final AuditCipher cipher;
    private final Clock clock;

    public Restore(Path data, KeyRing ring, BackupVault vault, Clock clock) {
        this.data = data;
        this.vault = vault;
        this.cipher = new AuditCipher(new Keys(ring));
        this.clock = clock;
    }

    /** What puts the loaded database in its place. */
    interface Step {
        void run() throws IOException;
    }

    /** Into the embedded database. What was there before is kept under another name. */
    public Manifest intoDerby(Path file, boolean replace) throws IOException {
        var live = data.resolve("db");
        if (Files.exists(live) && !replace && !isUnfinished()) {
            throw BackupProblem.conflict("not-empty", live);
        }
        var draft = data.resolve("db.restored");
        var folder = emptyFolder();
        Manifest manifest;
        try (var database = Target.derby(draft)) {
            manifest = vault.load(file, database, folder);
            database.settle();
            database.commit();
        } catch (IOException | RuntimeException e) {
            Trees.delete(draft);
            Trees.delete(folder);
            throw e;
        }
        switchOver(file, folder, manifest, () -> {
            setAside(live);
            Files.move(draft, live, StandardCopyOption.ATOMIC_MOVE);
        });
        return manifest;
    }

    /** Into a database of PostgreSQL, in one transaction. What was there before is gone afterwards. */
    public Manifest intoPostgres(Path file, boolean replace, Target target) throws IOException {
        var folder = emptyFolder();
        try (target) {
            if (!target.isEmpty()) {
                if (!replace && !isUnfinished()) {
                    throw BackupProblem.conflict("not-empty-postgres");
                }
                target.clear();
            }
            var manifest = vault.load(file, target, folder);
            target.settle();
            switchOver(file, folder, manifest, target::commit);
            return manifest;
        } finally {
            Trees.delete(folder);
        }
    }

    private boolean isUnfinished() {
        return Files.exists(data.resolve(MARK));
    }

    private Path emptyFolder() throws IOException {
        var folder = data.resolve("files.restored");
        Trees.delete(folder);
        return Files.createDirectories(folder);
    }

    /** From here on the present data change. Each step may be repeated by the next run. */
    private void switchOver(Path file, Path folder, Manifest manifest, Step database) throws IOException {
        Files.writeString(data.resolve(MARK), file + "\n");
        try {
            ErasureLedger.addTo(data, ErasureLedger.read(BackupVault.folder(file)));
            database.run();
            for (var name : FOLDERS) {
                setAside(data.resolve(name));
                if (Files.exists(folder.resolve(name))) {
                    Files.move(folder.resolve(name), data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            Files.writeString(
                    data.resolve(AuditChain.HEAD_FILE), cipher.head(manifest.auditSeq(), manifest.auditHash()));
            var header = vault.header(file);
            Files.writeString(data.resolve(NOTE), header.name() + "\n" + header.createdAt() + "\n");
            Trees.delete(folder);
            Files.delete(data.resolve(MARK));
        } catch (IOException e) {
            throw BackupProblem.conflict("unfinished", String.valueOf(e.getMessage()));
        }
    }

    private void setAside(Path path) throws IOException {
        if (Files.exists(path)) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".replaced-" + STAMP.format(clock.instant())));
        }
    }
}
