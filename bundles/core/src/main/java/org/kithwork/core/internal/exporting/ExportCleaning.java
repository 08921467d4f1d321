package org.kithwork.core.internal.exporting;

import java.time.Clock;
import java.time.Duration;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.exporting.store.ExportEntity;
import org.kithwork.core.internal.exporting.store.ExportStore;
import org.kithwork.core.internal.job.Node;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Throws away the files of exports once their time is over, and what is left of exports that broke. */
@Component(service = ExportCleaning.class, immediate = true)
public final class ExportCleaning {

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration BROKEN = Duration.ofDays(1);

    private final ExportStore store;
    private final ExportViews views;
    private final ExportFiles files;
    private final Node node;
    private final Transactions transactions;
    private final Changes changes;
    private final Clock clock;
    private final Worker worker;

    @Activate
    public ExportCleaning(
            @Reference ExportStore store,
            @Reference ExportViews views,
            @Reference ExportFiles files,
            @Reference Node node,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Clock clock) {
        this.store = store;
        this.views = views;
        this.files = files;
        this.node = node;
        this.transactions = transactions;
        this.changes = changes;
        this.clock = clock;
        this.worker = new Worker("kithwork-export-cleaning", PAUSE, this::clean);
    }

    @Deactivate
    public void stop() {
        worker.close();
    }

    void clean() {
        store.expired(clock.instant()).forEach(expired -> end(expired, ExportState.GONE));
        store.broken(clock.instant().minus(BROKEN)).forEach(broken -> end(broken, views.state(broken)));
    }

    /** The node that has the file deletes it; what another node has goes when it cleans. */
    private void end(ExportEntity found, ExportState state) {
        if (found.node.equals(node.id())) {
            files.delete(found.id);
            transactions.run(() -> store.lock(found.id).ifPresent(entity -> {
                entity.state = state;
                changes.changed("export", entity.id);
            }));
        }
    }
}
