package org.kithwork.core.internal.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.core.internal.importing.store.ImportStore;
import org.kithwork.core.internal.job.Node;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes uploads, samples and quoted cells some days after an import has ended, uploads of which none was made, and
 * how files were imported that nobody brings any more.
 */
@Component(service = ImportCleaning.class, immediate = true)
public final class ImportCleaning {

    private static final Logger LOGGER = LoggerFactory.getLogger(ImportCleaning.class);
    private static final Duration PAUSE = Duration.ofMinutes(20);
    private static final Duration ORPHANED = Duration.ofDays(1);

    private final ImportStore store;
    private final ImportRowStore rows;
    private final ImportViews views;
    private final ImportMemory memory;
    private final Uploads uploads;
    private final Node node;
    private final Transactions transactions;
    private final Clock clock;
    private final Worker worker;

    @Activate
    public ImportCleaning(
            @Reference ImportStore store,
            @Reference ImportRowStore rows,
            @Reference ImportViews views,
            @Reference ImportMemory memory,
            @Reference Uploads uploads,
            @Reference Node node,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.store = store;
        this.rows = rows;
        this.views = views;
        this.memory = memory;
        this.uploads = uploads;
        this.node = node;
        this.transactions = transactions;
        this.clock = clock;
        this.worker = new Worker("kithwork-import-cleaning", PAUSE, this::clean);
    }

    @Deactivate
    public void stop() {
        worker.close();
    }

    void clean() {
        var before = clock.instant().minus(uploads.kept());
        for (var expired : store.expired(before)) {
            if (expired.node.equals(node.id())) {
                uploads.discard(expired.id);
                transactions.run(() -> forget(expired.id));
            }
        }
        memory.clean();
        try {
            for (var id : uploads.olderThan(clock.instant().minus(ORPHANED))) {
                if (store.find(id).filter(entity -> entity.layoutCipher != null).isEmpty()) {
                    uploads.discard(id);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of uploads cannot be read", e);
        }
    }

    private void forget(String id) {
        store.lock(id).ifPresent(entity -> {
            entity.state = entity.state.isOpen() ? ImportState.CANCELLED : views.state(entity);
            entity.layoutCipher = null;
            rows.removeReasons(id);
            LOGGER.debug("The upload of the import {} has expired", id);
        });
    }
}
