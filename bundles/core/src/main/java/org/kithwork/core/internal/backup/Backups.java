package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.kithwork.job.JobRequest;
import org.kithwork.job.Jobs;
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

    /** How the names of those begin that the schedule makes and removes. */
    static final String NIGHTLY = "nightly-";

    static final Permission VIEW = Permission.of("core:backup:view");
    static final Permission CREATE = Permission.of("core:backup:create");

    private static final Duration FRESH = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    private final Path folder;
    private final BackupVault vault;
    private final Proofs proofs;
    private final Snapshots snapshots;
    private final AccessControl access;
    private final Office office;
    private final ReentrantLock busy = new ReentrantLock();

    /** With whom changes are written down. */
    record Office(Transactions transactions, Audit audit, Jobs jobs, Clock clock) {}

    @Activate
    public Backups(
            @Reference DataDirectory data,
            @Reference Keys keys,
            @Reference Snapshots snapshots,
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Jobs jobs,
            @Reference Clock clock) {
        this(
                new BackupVault(data.file("."), keys.ring(), clock),
                new Proofs(keys.ring()),
                data,
                snapshots,
                access,
                new Office(transactions, audit, jobs, clock));
    }

    Backups(
            BackupVault vault,
            Proofs proofs,
            DataDirectory data,
            Snapshots snapshots,
            AccessControl access,
            Office office) {
        this.folder = data.file("backups").toAbsolutePath().normalize();
        this.vault = vault;
        this.proofs = proofs;
        this.snapshots = snapshots;
        this.access = access;
        this.office = office;
    }

    /** What lies there, newest first. */
    public List<Backup> list() {
        access.require(VIEW);
        return all();
    }

    /** One of them. */
    public Backup get(String name) {
        access.require(VIEW);
        return find(existing(name)).orElseThrow(() -> BackupProblem.conflict("damaged", name));
    }

    /** All without a question. */
    List<Backup> all() {
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
        all.sort(Comparator.comparing(Backup::createdAt)
                .thenComparing(Backup::name)
                .reversed());
        return all;
    }

    private Optional<Backup> find(Path file) {
        try {
            var header = vault.header(file);
            var name = String.valueOf(file.getFileName()).replace(ENDING, "");
            var verifiedAt = proofs.of(file).map(Proofs.Proof::at).orElse(null);
            return Optional.of(new Backup(
                    name, header.createdAt(), Files.size(file), header.product(), header.database(), verifiedAt));
        } catch (Problem | IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Has a backup made and proven by a job, under this name or one of its own; the job's id. */
    public String submitCreation(@Nullable String wanted) {
        access.require(CREATE);
        var name = free(wanted);
        return submit(BackupJob.CREATE, name, "backup.requested");
    }

    /** Has a backup proven by a job; the job's id. */
    public String submitVerification(String name) {
        access.require(CREATE);
        existing(name);
        return submit(BackupJob.VERIFY, name, "backup.verification-requested");
    }

    private String submit(String work, String name, String action) {
        return office.transactions().call(() -> {
            var data = Map.<String, Object>of(BackupJob.WORK, work, BackupJob.NAME, name);
            var job = office.jobs().submit(new JobRequest(BackupJob.KIND, work + " " + name, data, "/backups"));
            note(action, name, Map.of("job", job));
            return job;
        });
    }

    /** Makes a backup under this name, or one of its own. */
    public Backup create(@Nullable String wanted) {
        access.require(CREATE);
        return make(free(wanted));
    }

    /** Makes the backup if it is not there, as after a job that was broken off. */
    Backup make(String name) {
        access.require(CREATE);
        return alone(() -> {
            var file = folder.resolve(name + ENDING);
            if (!Files.exists(file)) {
                var manifest = vault.write(file, name, snapshots);
                noted("backup.created", name, size(manifest));
            }
            return find(file).orElseThrow(() -> BackupProblem.conflict("damaged", name));
        });
    }

    /** Proves a backup by restoring it into a place of its own. */
    public Backup verify(String name) {
        access.require(CREATE);
        return alone(() -> {
            var file = existing(name);
            try {
                var seen = proofs.look(file);
                var manifest = vault.verify(file);
                proofs.write(file, seen, manifest, office.clock().instant());
                noted("backup.verified", name, size(manifest));
            } catch (IOException e) {
                throw BackupProblem.of("unverified", folder, e);
            }
            return find(file).orElseThrow(() -> BackupProblem.conflict("damaged", name));
        });
    }

    /** Removes the oldest of the schedule beyond a number, if the newest is proven. */
    void prune(int kept) {
        var nightly = all().stream()
                .filter(backup -> backup.name().startsWith(NIGHTLY))
                .toList();
        if (nightly.isEmpty() || nightly.get(0).verifiedAt() == null) {
            return;
        }
        for (var old : nightly.subList(Math.min(kept, nightly.size()), nightly.size())) {
            var file = folder.resolve(old.name() + ENDING);
            try {
                proofs.delete(file);
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            noted(
                    "backup.removed",
                    old.name(),
                    Map.of("createdAt", old.createdAt().toString()));
        }
    }

    @Override
    public void requireFresh(String name, String module) {
        var file = folder.resolve(checked(name) + ENDING);
        if (!Files.exists(file)) {
            throw BackupProblem.conflict("unknown", name);
        }
        var backup = find(file).orElseThrow(() -> BackupProblem.conflict("damaged", name));
        if (backup.createdAt().isBefore(office.clock().instant().minus(FRESH))) {
            throw BackupProblem.conflict("too-old", name);
        }
        var proof = proofs.exactly(file).orElseThrow(() -> BackupProblem.conflict("not-verified", name));
        if (!proof.modules().contains(module)) {
            throw BackupProblem.conflict("lacks-module", name, module);
        }
    }

    private Path existing(String name) {
        var file = folder.resolve(checked(name) + ENDING);
        if (!Files.exists(file)) {
            throw Problem.notFound("backup");
        }
        return file;
    }

    private String free(@Nullable String wanted) {
        var name = wanted == null ? "by-hand-" + vault.stamp() : checked(wanted);
        if (Files.exists(folder.resolve(name + ENDING))) {
            throw BackupProblem.conflict("name-taken", name);
        }
        return name;
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

    private static Map<String, Object> size(Manifest manifest) {
        return Map.of(
                "tables",
                manifest.tables().size(),
                "rows",
                manifest.rows(),
                "files",
                manifest.files().size());
    }

    private void noted(String action, String name, Map<String, Object> detail) {
        office.transactions().run(() -> note(action, name, detail));
    }

    private void note(String action, String name, Map<String, Object> detail) {
        office.audit().record(new Audit.Entry(action, "core:backup", name, null, detail, null));
    }

    /** When the newest proven one was made. */
    Optional<Instant> newestProof() {
        return all().stream()
                .filter(backup -> backup.verifiedAt() != null)
                .map(Backup::createdAt)
                .findFirst();
    }

    @Override
    public Optional<Instant> newest() {
        return newestProof();
    }
}
