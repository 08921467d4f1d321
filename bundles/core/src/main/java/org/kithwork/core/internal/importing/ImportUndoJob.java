package org.kithwork.core.internal.importing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.importing.store.ImportEntity;
import org.kithwork.core.internal.importing.store.ImportRowEntity;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.core.internal.importing.store.ImportStore;
import org.kithwork.core.internal.job.JobLost;
import org.kithwork.core.internal.job.Said;
import org.kithwork.core.internal.job.Waiting;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.importing.spi.UndoableImportKind;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.job.spi.JobRun;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back what an import created, the last row first. A batch and the results of its rows are one transaction, and a
 * row is asked for once: after a crash the undo goes on where it was. A record that cannot be taken back stays, and
 * stops no other.
 */
@Component(service = JobHandler.class)
public final class ImportUndoJob implements JobHandler {

    static final String KIND = "core.import-undo";

    private static final Logger LOGGER = LoggerFactory.getLogger(ImportUndoJob.class);
    private static final int BATCH = 100;

    private final ImportStore store;
    private final ImportRowStore rows;
    private final ImportKinds kinds;
    private final ImportCipher cipher;
    private final AccessControl access;
    private final Transactions transactions;
    private final Changes changes;
    private final Audit audit;

    @Activate
    public ImportUndoJob(
            @Reference ImportStore store,
            @Reference ImportRowStore rows,
            @Reference ImportKinds kinds,
            @Reference ImportCipher cipher,
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Audit audit) {
        this.store = store;
        this.rows = rows;
        this.kinds = kinds;
        this.cipher = cipher;
        this.access = access;
        this.transactions = transactions;
        this.changes = changes;
        this.audit = audit;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title(String given, Locale locale) {
        var name = kinds.find(given).map(kind -> kind.title().text(locale)).orElse(given);
        return ImportTexts.of("job-undo", name).text(locale);
    }

    @Override
    public void run(JobRun run) {
        var id = String.valueOf(run.data().get("import"));
        var entity = store.find(id).orElseThrow(ImportDesk::notFound);
        if (entity.state != ImportState.UNDOING || !run.id().equals(entity.jobId)) {
            return;
        }
        var until = Objects.requireNonNull(entity.finishedAt, "an import that is undone has ended");
        var before = Long.MAX_VALUE;
        var done = 0L;
        for (var batch = rows.created(id, before, BATCH); !batch.isEmpty(); batch = rows.created(id, before, BATCH)) {
            if (run.stopRequested()) {
                return;
            }
            take(entity, batch, until);
            before = batch.get(batch.size() - 1).rowNo;
            done += batch.size();
            run.progress(done, Math.max(done, entity.created - entity.removed));
            changes.changed("import", id);
        }
        end(entity);
    }

    private UndoableImportKind kind(ImportEntity entity) {
        return kinds.find(entity.kind)
                .filter(UndoableImportKind.class::isInstance)
                .map(UndoableImportKind.class::cast)
                .orElseThrow(() -> new Waiting("the module of the imports of " + entity.kind));
    }

    private void take(ImportEntity entity, List<ImportRowEntity> batch, Instant until) {
        var kind = kind(entity);
        try {
            transactions.run(() -> {
                access.require(ImportPermissions.DELETE);
                access.require(kind.permission());
                var removed = 0L;
                for (var row : batch) {
                    var reason = kind.undo(row.targetId, until);
                    if (reason.isEmpty()) {
                        rows.removed(row);
                        removed++;
                    } else {
                        stays(row, Said.of(reason.get()));
                    }
                }
                store.countUndone(entity.id, removed, batch.size() - removed);
            });
        } catch (Waiting | JobLost e) {
            throw e;
        } catch (RuntimeException e) {
            if (isOfTheSystem(e)) {
                throw e;
            }
            if (batch.size() > 1) {
                batch.forEach(row -> take(entity, List.of(row), until));
            } else {
                leave(entity, batch.get(0), e);
            }
        }
    }

    private void leave(ImportEntity entity, ImportRowEntity row, RuntimeException e) {
        if (!(e instanceof Problem)) {
            LOGGER.warn("What row {} of the import {} created cannot be taken back", row.rowNo, entity.id, e);
        }
        transactions.run(() -> {
            stays(row, e instanceof Problem problem ? Said.of(problem) : Said.of(ImportTexts.of("undo-failed")));
            store.countUndone(entity.id, 0, 1);
        });
    }

    private void stays(ImportRowEntity row, Said reason) {
        rows.stayed(row, reason.code(), cipher.sealReason(row.importId, row.rowNo, reason));
    }

    private static boolean isOfTheSystem(RuntimeException e) {
        return e instanceof Problem problem
                && (problem.kind() == ProblemKind.UNAVAILABLE
                        || problem.kind() == ProblemKind.STORAGE_FULL
                        || problem.kind() == ProblemKind.FORBIDDEN
                        || problem.kind() == ProblemKind.UNAUTHENTICATED);
    }

    private void end(ImportEntity begun) {
        transactions.run(() -> {
            var entity = store.lock(begun.id).orElseThrow(ImportDesk::notFound);
            entity.state = ImportState.UNDONE;
            audit.record(new Audit.Entry(
                    "import.undone",
                    ImportPermissions.OBJECT,
                    entity.id,
                    null,
                    Map.of("kind", entity.kind, "removed", entity.removed, "stayed", entity.stayed),
                    null));
            changes.changed("import", entity.id);
        });
    }
}
