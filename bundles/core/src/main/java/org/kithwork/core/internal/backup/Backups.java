package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.backup.store.Snapshots;
import org.kithwork.core.internal.module.PurgeGuard;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes, proves and lists the backups of the installation that runs; one at a time. */
@Component(service = {Backups.class, PurgeGuard.class})
public final class Backups implements PurgeGuard {

    /** How the files end. */
    public static final String ENDING = ".kwbackup";

    private static final String PROOF = ".verified";
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    static final Permission VIEW = Permission.of("core:backup:view");
    static final Permission CREATE = Permission.of("core:backup:create");

    private final Path folder;
    private final BackupVault vault;
    private final Snapshots snapshots;
    private final Office office;
    private final ReentrantLock busy = new ReentrantLock();

    private record Office(AccessControl access, Transactions transactions, Audit audit, Clock clock) {}

    @Activate
    public Backups(
            @Reference DataDirectory data,
            @Reference Keys keys,
            @Reference Snapshots snapshots,
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Clock clock) {
        this(new BackupVault(data.file("."), keys.ring(), clock), data, snapshots, access, transactions, audit, clock);
    }

    Backups(
            BackupVault vault,
            DataDirectory data,
            Snapshots snapshots,
            AccessControl access,
            Transactions transactions,
            Audit audit,
            Clock clock) {
        this.folder = data.file("backups").toAbsolutePath().normalize();
        this.vault = vault;
        this.snapshots = snapshots;
        this.office = new Office(access, transactions, audit, clock);
    }

    /** What lies there, newest first. */
    public List<Backup> list() {
        office.access().require(VIEW);
        var all = new ArrayList<Backup>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
                for (var file : files) {
                    find(file).ifPresent(all::add);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        all.sort(Comparator.comparing(Backup::createdAt).reversed());
        return all;
    }

    private Optional<Backup> find(Path file) {
        try {
            var header = vault.header(file);
            var name = file.getFileName().toString().replace(ENDING, "");
            return Optional.of(new Backup(
                    name, header.createdAt(), Files.size(file), header.product(), header.database(), proof(name)));
        } catch (Problem | IOException unreadable) {
            return Optional.empty();
        }
    }

    private @Nullable Instant proof(String name) throws IOException {
        var file = folder.resolve(name + PROOF);
        return Files.exists(file) ? Instant.parse(Files.readString(file).strip()) : null;
    }

    /** Makes a backup under this name, or one of its own. */
    public Backup create(@Nullable String wanted) {
        office.access().require(CREATE);
        var name = wanted == null ? STAMP.format(office.clock().instant()) : checked(wanted);
        return alone(() -> {
            var file = folder.resolve(name + ENDING);
            if (Files.exists(file)) {
                throw BackupProblem.conflict("name-taken", name);
            }
            var manifest = vault.write(file, name, snapshots);
            note("backup.created", name, manifest);
            return find(file).orElseThrow();
        });
    }

    /** Proves a backup by restoring it into a place of its own. */
    public Backup verify(String name) {
        office.access().require(CREATE);
        return alone(() -> {
            var file = existing(name);
            var manifest = vault.verify(file);
            try {
                Files.writeString(folder.resolve(name + PROOF), office.clock().instant() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            note("backup.verified", name, manifest);
            return find(file).orElseThrow();
        });
    }

    @Override
    public void requireFresh(String name) {
        var backup = find(existing(name)).orElseThrow(() -> BackupProblem.conflict("unknown", name));
        if (backup.createdAt().isBefore(office.clock().instant().minus(FRESH))) {
            throw BackupProblem.conflict("too-old", name);
        }
        if (backup.verifiedAt() == null) {
            throw BackupProblem.conflict("not-verified", name);
        }
    }

    private Path existing(String name) {
        var file = folder.resolve(checked(name) + ENDING);
        if (!Files.exists(file)) {
            throw BackupProblem.conflict("unknown", name);
        }
        return file;
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.invalid("/name", BackupProblem.message("name-invalid"));
        }
        return name;
    }

    private Backup alone(Supplier<Backup> body) {
        if (!busy.tryLock()) {
            throw BackupProblem.conflict("running");
        }
        try {
            return body.get();
        } finally {
            busy.unlock();
        }
    }

    private void note(String action, String name, Manifest manifest) {
        var detail = Map.<String, Object>of(
                "tables",
                manifest.tables().size(),
                "rows",
                manifest.rows(),
                "files",
                manifest.files().size());
        office.transactions()
                .run(() -> office.audit().record(new Audit.Entry(action, "core:backup", name, null, detail, null)));
    }
}
