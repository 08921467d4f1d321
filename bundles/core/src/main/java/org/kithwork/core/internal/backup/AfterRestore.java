package org.kithwork.core.internal.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.access.signin.Admission;
import org.kithwork.core.internal.operation.ErasureReplay;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * At each start, before anybody is let in and before a module comes: erases again whom a restored database has too many,
 * and notes in the audit that it was restored.
 */
@Component(
        service = {},
        immediate = true)
public final class AfterRestore {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final BundleContext context;
    private final Path note;
    private final ErasureReplay replay;
    private final Transactions transactions;
    private final Audit audit;
    private final Callers callers;
    private final Worker worker;
    private @Nullable ServiceRegistration<Admission> admission;
    private int erased;

    @Activate
    public AfterRestore(
            BundleContext context,
            @Reference DataDirectory data,
            @Reference ErasureReplay replay,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Callers callers) {
        this.context = context;
        this.note = data.file(Restore.NOTE);
        this.replay = replay;
        this.transactions = transactions;
        this.audit = audit;
        this.callers = callers;
        this.worker = new Worker("kithwork-after-restore", PAUSE, this::admit);
        worker.soon();
    }

    @Deactivate
    void stop() {
        worker.close();
        if (admission != null) {
            admission.unregister();
        }
    }

    /** Tried again until it is done: nobody is let in before. */
    private void admit() {
        erased += replay.replay();
        try {
            noteRestore();
        } catch (IOException e) {
            throw new UncheckedIOException("The note of the restore cannot be read", e);
        }
        worker.end();
        admission = context.registerService(Admission.class, new Admission(), null);
    }

    private void noteRestore() throws IOException {
        if (Files.exists(note)) {
            var lines = Files.readAllLines(note);
            var detail = Map.<String, Object>of("createdAt", lines.get(1), "erasedAgain", erased);
            callers.run(
                    Actor.module("core"),
                    () -> transactions.run(() -> audit.record(
                            new Audit.Entry("backup.restored", "core:backup", lines.get(0), null, detail, null))));
            Files.delete(note);
        }
    }
}
