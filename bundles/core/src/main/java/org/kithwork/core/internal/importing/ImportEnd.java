package org.kithwork.core.internal.importing;

import java.time.Clock;
import java.util.Map;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.importing.store.ImportEntity;
import org.kithwork.core.internal.importing.store.ImportStore;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.store.Dialect;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an import does beside its rows: telling those who watch, statistics for the planner, the end and its audit. */
@Component(service = ImportEnd.class)
public final class ImportEnd {

    private static final Logger LOGGER = LoggerFactory.getLogger(ImportEnd.class);
    private static final int FEW = 500;
    private static final int GROWTH = 4;
    private static final String[] TABLES = {
        "core_customer",
        "core_contact_point",
        "core_identifier",
        "core_customer_tag",
        "core_search_key",
        "core_import_row",
        "core_import_key"
    };

    private final ImportStore store;
    private final Dialect dialect;
    private final Transactions transactions;
    private final Changes changes;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public ImportEnd(
            @Reference ImportStore store,
            @Reference Dialect dialect,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.store = store;
        this.dialect = dialect;
        this.transactions = transactions;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /** After a batch: a planner that has seen empty tables reads them from end to end for every row. */
    void refresh(ImportEntity entity, Counts counts) {
        changes.changed("import", entity.id);
        if (!entity.dryRun && isThreshold(counts.created(), entity.created)) {
            statistics();
        }
        entity.created = counts.created();
    }

    /** Whether a threshold, each four times the one before, lies between. */
    private static boolean isThreshold(long now, long before) {
        for (long at = FEW; at <= now; at *= GROWTH) {
            if (before < at) {
                return true;
            }
        }
        return false;
    }

    private void statistics() {
        try {
            dialect.refreshStatistics(TABLES);
        } catch (RuntimeException e) {
            LOGGER.debug("Statistics could not be refreshed", e);
        }
    }

    /** Every row was dealt with. */
    void end(ImportEntity begun, Counts counts) {
        transactions.run(() -> {
            var entity = store.lock(begun.id).orElseThrow(ImportDesk::notFound);
            entity.state = begun.dryRun
                    ? ImportState.VALIDATED
                    : counts.errors() > 0 ? ImportState.DONE_WITH_ERRORS : ImportState.DONE;
            entity.total = counts.done();
            if (!begun.dryRun) {
                entity.finishedAt = clock.instant();
            }
            audit.record(new Audit.Entry(
                    begun.dryRun ? "import.validated" : "import.finished",
                    ImportPermissions.OBJECT,
                    entity.id,
                    null,
                    Map.of(
                            "kind", entity.kind,
                            "created", counts.created(),
                            "updated", counts.updated(),
                            "unchanged", counts.unchanged(),
                            "skipped", counts.skipped(),
                            "review", counts.review(),
                            "errors", counts.errors()),
                    null));
            changes.changed("import", entity.id);
        });
        if (!begun.dryRun && counts.created() > FEW) {
            statistics();
        }
    }
}
