package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.kithwork.audit.Audit;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.backup.store.TombstoneStore;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Writes each tombstone outside the database as well, and notes in the audit that this database was restored. */
@Component(service = ErasureLedger.class, immediate = true)
public final class ErasureLedger {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Path data;
    private final TombstoneStore tombstones;
    private final Transactions transactions;
    private final Audit audit;
    private final Callers callers;
    private final Worker worker;
    private Set<String> written = Set.of();

    @Activate
    public ErasureLedger(
            @Reference DataDirectory data,
            @Reference TombstoneStore tombstones,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Callers callers) {
        this.data = data.file(".").toAbsolutePath().normalize();
        this.tombstones = tombstones;
        this.transactions = transactions;
        this.audit = audit;
        this.callers = callers;
        this.worker = new Worker("kithwork-erasures", PAUSE, this::write);
    }

    @Deactivate
    public void stop() {
        worker.close();
    }

    void write() {
        try {
            noteRestore();
            var all = new HashSet<>(transactions.call(tombstones::all));
            if (!written.containsAll(all)) {
                Erasures.add(data, all);
                Erasures.add(data.resolve("backups"), all);
                written = all;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file of erasures cannot be written", e);
        }
    }

    private void noteRestore() throws IOException {
        var note = data.resolve(Restore.NOTE);
        if (Files.exists(note)) {
            var lines = Files.readAllLines(note);
            var detail = Map.<String, Object>of("createdAt", lines.get(1), "erasedAgain", lines.get(2));
            callers.run(
                    Actor.module("core"),
                    () -> transactions.run(() -> audit.record(
                            new Audit.Entry("backup.restored", "core:backup", lines.get(0), null, detail, null))));
            Files.delete(note);
        }
    }
}
