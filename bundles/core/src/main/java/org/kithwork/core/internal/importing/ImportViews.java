package org.kithwork.core.internal.importing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kithwork.core.internal.importing.store.ImportEntity;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.core.internal.job.JobState;
import org.kithwork.core.internal.job.JobView;
import org.kithwork.importing.spi.UndoableImportKind;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows imports together with what their jobs say. */
@Component(service = ImportViews.class)
public final class ImportViews {

    private final AccessControl access;
    private final ImportCipher cipher;
    private final JobDesk jobs;
    private final ImportKinds kinds;
    private final ImportMemory memory;

    @Activate
    public ImportViews(
            @Reference AccessControl access,
            @Reference ImportCipher cipher,
            @Reference JobDesk jobs,
            @Reference ImportKinds kinds,
            @Reference ImportMemory memory) {
        this.access = access;
        this.cipher = cipher;
        this.jobs = jobs;
        this.kinds = kinds;
        this.memory = memory;
    }

    /** The job of an import that was started. */
    Optional<JobView> job(ImportEntity entity, Locale locale) {
        return jobs.peek(entity.jobId, locale);
    }

    /** With header, sample and mapping. */
    ImportView view(ImportEntity entity, Locale locale) {
        return view(entity, job(entity, locale), locale);
    }

    /** The same, with what its job said. */
    ImportView view(ImportEntity entity, Optional<JobView> job, Locale locale) {
        var layout = entity.layoutCipher == null
                ? Optional.<Layout>empty()
                : Optional.of(cipher.openLayout(entity.id, entity.layoutCipher));
        return view(entity, job, layout, locale);
    }

    /** As it stands in a list. */
    ImportView summary(ImportEntity entity, Locale locale) {
        return view(entity, job(entity, locale), Optional.empty(), locale);
    }

    /** Where it stands, which for one that was started is what its job says. */
    ImportState state(ImportEntity entity) {
        return state(entity, job(entity, Locale.ENGLISH));
    }

    private static ImportState state(ImportEntity entity, Optional<JobView> job) {
        if (entity.state == ImportState.UNDOING) {
            return undoing(entity, job);
        }
        if (entity.state != ImportState.RUNNING) {
            return entity.state;
        }
        return switch (job.map(JobView::state).orElse(JobState.CANCELLED)) {
            case PAUSED -> ImportState.PAUSED;
            case CANCELLED -> ImportState.CANCELLED;
            case FAILED -> ImportState.FAILED;
            case QUEUED, RUNNING, WAITING, DONE -> ImportState.RUNNING;
        };
    }

    /** An undo that failed or was ended leaves an import that can be undone again. */
    private static ImportState undoing(ImportEntity entity, Optional<JobView> job) {
        return switch (job.map(JobView::state).orElse(JobState.CANCELLED)) {
            case CANCELLED, FAILED -> entity.errors > 0 ? ImportState.DONE_WITH_ERRORS : ImportState.DONE;
            case PAUSED, QUEUED, RUNNING, WAITING, DONE -> ImportState.UNDOING;
        };
    }

    /** How such a file was imported before, for those who may import its kind. */
    private Optional<Remembered> remembered(ImportEntity entity, Layout layout) {
        return kinds.find(entity.kind)
                .filter(kind -> access.permits(kind.permission()))
                .flatMap(kind -> memory.of(kind, layout));
    }

    /** Whether what it created can be taken back. */
    boolean isUndoable(ImportEntity entity, ImportState state) {
        return state.isEnded()
                && !entity.dryRun
                && entity.created > entity.removed
                && kinds.find(entity.kind)
                        .filter(UndoableImportKind.class::isInstance)
                        .isPresent();
    }

    void reset(ImportEntity entity) {
        entity.done = 0;
        entity.created = 0;
        entity.updated = 0;
        entity.unchanged = 0;
        entity.skipped = 0;
        entity.review = 0;
        entity.errors = 0;
    }

    private ImportView view(ImportEntity entity, Optional<JobView> job, Optional<Layout> layout, Locale locale) {
        var state = state(entity, job);
        var running = state == ImportState.RUNNING;
        var table = layout.map(Layout::table);
        var mayImport = access.permits(ImportPermissions.CREATE);
        return new ImportView(
                entity.id,
                entity.kind,
                entity.source,
                entity.fileName,
                entity.size,
                state,
                entity.dryRun,
                entity.encoding,
                entity.separator,
                layout.map(known -> table.map(Layout.Table::format).orElse("CSV"))
                        .orElse(null),
                table.map(Layout.Table::sheets).orElse(List.of()),
                table.map(Layout.Table::sheet).orElse(null),
                table.map(Layout.Table::headerRow).filter(row -> row > 0).orElse(null),
                layout.map(Layout::columns).orElse(List.of()),
                mayImport ? layout.map(Layout::sample).orElse(List.of()) : List.of(),
                layout.map(Layout::mapping).orElse(Map.of()),
                layout.map(Layout::proposed).orElse(Map.of()),
                mayImport ? layout.map(Layout::values).orElse(Map.of()) : Map.of(),
                mayImport ? layout.map(Layout::words).orElse(Map.of()) : Map.of(),
                mayImport && state.isOpen()
                        ? layout.flatMap(known -> remembered(entity, known)).orElse(null)
                        : null,
                entity.keyField,
                entity.onDuplicate,
                entity.zone,
                entity.phoneRegion,
                layout.map(Layout::more).orElse(Map.of()),
                entity.total,
                entity.done,
                entity.total,
                entity.created,
                entity.updated,
                entity.unchanged,
                entity.skipped,
                entity.review,
                entity.errors,
                entity.removed,
                entity.stayed,
                isUndoable(entity, state) && access.permits(ImportPermissions.DELETE),
                job.map(JobView::ratePerSecond).orElse(null),
                entity.createdAt,
                job.map(JobView::startedAt).orElse(null),
                running ? job.map(JobView::estimatedEnd).orElse(null) : null,
                entity.finishedAt == null ? job.map(JobView::finishedAt).orElse(null) : entity.finishedAt,
                state == ImportState.FAILED || (entity.state == ImportState.UNDOING && state != ImportState.UNDOING)
                        ? job.flatMap(failed -> failed.problems().stream().reduce((a, b) -> b))
                                .orElse(null)
                        : null,
                entity.jobId,
                entity.version);
    }
}
