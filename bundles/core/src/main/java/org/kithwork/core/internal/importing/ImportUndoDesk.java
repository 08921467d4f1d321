package org.kithwork.core.internal.importing;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.importing.store.ImportEntity;
import org.kithwork.core.internal.importing.store.ImportRowEntity;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.core.internal.importing.store.ImportStore;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.UndoableImportKind;
import org.kithwork.job.JobRequest;
import org.kithwork.job.Jobs;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets what an import created be taken back, and lists what stayed. */
@Component(service = ImportUndoDesk.class)
public final class ImportUndoDesk {

    private final AccessControl access;
    private final ImportStore store;
    private final ImportRowStore rows;
    private final ImportViews views;
    private final ImportSetup setup;
    private final ImportCipher cipher;
    private final Jobs jobs;
    private final Transactions transactions;
    private final Changes changes;
    private final Audit audit;
    private final Paging paging;

    @Activate
    public ImportUndoDesk(
            @Reference AccessControl access,
            @Reference ImportStore store,
            @Reference ImportRowStore rows,
            @Reference ImportViews views,
            @Reference ImportSetup setup,
            @Reference ImportCipher cipher,
            @Reference Jobs jobs,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Audit audit,
            @Reference Paging paging) {
        this.access = access;
        this.store = store;
        this.rows = rows;
        this.views = views;
        this.setup = setup;
        this.cipher = cipher;
        this.jobs = jobs;
        this.transactions = transactions;
        this.changes = changes;
        this.audit = audit;
        this.paging = paging;
    }

    /**
     * A row of which something is left.
     *
     * @param row its number in the file
     * @param targetId the record
     * @param reason why it stays
     */
    public record Left(
            long row, @Nullable String targetId, @Nullable String code, String reason) {}

    /** Takes back, in a job, what the import created and nobody has changed since; what stayed before is tried again. */
    public ImportView undo(String id, Locale locale) {
        var visibility = access.visibility(ImportPermissions.DELETE);
        return transactions.call(() -> {
            var entity = store.lock(id)
                    .filter(found -> ImportDesk.covers(visibility, found))
                    .orElseThrow(ImportDesk::notFound);
            requireUndoable(entity);
            begin(entity, locale);
            return views.view(entity, locale);
        });
    }

    /** The import as it stands, when {@link #undo} would begin. */
    public ImportView undoable(String id, Locale locale) {
        var entity = visible(id);
        requireUndoable(entity);
        return views.view(entity, locale);
    }

    private void requireUndoable(ImportEntity entity) {
        var kind = setup.kind(entity.kind);
        access.require(kind.permission());
        requireOfKind(kind);
        var state = views.state(entity);
        if (entity.dryRun || !state.isEnded()) {
            throw Problem.conflict(ImportTexts.of("undo-not-ended"));
        }
        if (entity.created <= entity.removed) {
            throw Problem.conflict(ImportTexts.of("undo-nothing"));
        }
    }

    private static void requireOfKind(ImportKind kind) {
        if (!(kind instanceof UndoableImportKind)) {
            throw Problem.conflict(ImportTexts.of("undo-unsupported", kind.title()));
        }
    }

    private void begin(ImportEntity entity, Locale locale) {
        if (entity.finishedAt == null) {
            entity.finishedAt = views.view(entity, locale).finishedAt();
        }
        entity.state = ImportState.UNDOING;
        entity.stayed = 0;
        rows.tryAgain(entity.id);
        entity.jobId = jobs.submit(
                new JobRequest(ImportUndoJob.KIND, entity.kind, Map.of("import", entity.id), "/imports/" + entity.id));
        audit.record(new Audit.Entry(
                "import.undo-started",
                ImportPermissions.OBJECT,
                entity.id,
                null,
                Map.of("kind", entity.kind, "created", entity.created - entity.removed),
                null));
        changes.changed("import", entity.id);
    }

    /** What is left of an import that was undone, in the order of its rows. */
    public Page<Left> left(String id, PageRequest request, Locale locale) {
        visible(id);
        var after = request.after();
        var found = rows.left(id, after == null ? 0 : Long.parseLong(after), request.limit() + 1);
        return paging.page(found, request, row -> Long.toString(row.rowNo)).map(row -> left(row, locale));
    }

    private Left left(ImportRowEntity row, Locale locale) {
        if (row.outcome.equals("UPDATED")) {
            var text = ImportTexts.of("undo-updated").text(locale);
            return new Left(row.rowNo, row.targetId, "undo-updated", text);
        }
        var said = cipher.openReason(row.importId, row.rowNo, row.reasonCipher);
        var text = said == null ? ImportTexts.of("undo-stayed").text(locale) : said.text(locale);
        return new Left(row.rowNo, row.targetId, row.errorCode, text);
    }

    private ImportEntity visible(String id) {
        var visibility = access.visibility(ImportPermissions.DELETE);
        return store.find(id)
                .filter(found -> ImportDesk.covers(visibility, found))
                .orElseThrow(ImportDesk::notFound);
    }
}
