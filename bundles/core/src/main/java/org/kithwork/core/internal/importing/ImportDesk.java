package org.kithwork.core.internal.importing;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.importing.store.ImportEntity;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.core.internal.importing.store.ImportStore;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.core.internal.job.Node;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.id.Ids;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.job.JobRequest;
import org.kithwork.job.Jobs;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes uploads, shows imports, starts, pauses and ends them. */
@Component(service = ImportDesk.class)
public final class ImportDesk {

    private final AccessControl access;
    private final CurrentUser user;
    private final ImportStore store;
    private final ImportRowStore rows;
    private final ImportSetup setup;
    private final ImportViews views;
    private final ImportMemory memory;
    private final ImportKinds kinds;
    private final Uploads uploads;
    private final Jobs jobs;
    private final JobDesk desk;
    private final Node node;
    private final Transactions transactions;
    private final Changes changes;
    private final Audit audit;
    private final Paging paging;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public ImportDesk(
            @Reference AccessControl access,
            @Reference CurrentUser user,
            @Reference ImportStore store,
            @Reference ImportRowStore rows,
            @Reference ImportSetup setup,
            @Reference ImportViews views,
            @Reference ImportMemory memory,
            @Reference ImportKinds kinds,
            @Reference Uploads uploads,
            @Reference Jobs jobs,
            @Reference JobDesk desk,
            @Reference Node node,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.user = user;
        this.store = store;
        this.rows = rows;
        this.setup = setup;
        this.views = views;
        this.memory = memory;
        this.kinds = kinds;
        this.uploads = uploads;
        this.jobs = jobs;
        this.desk = desk;
        this.node = node;
        this.transactions = transactions;
        this.changes = changes;
        this.audit = audit;
        this.paging = paging;
        this.ids = ids;
        this.clock = clock;
    }

    /** The kinds that the actor may import. */
    public List<ImportKindView> kinds(Locale locale) {
        access.require(ImportPermissions.VIEW);
        return kinds.all().stream()
                .filter(kind -> access.permits(kind.permission()))
                .map(kind -> ImportKindView.of(kind, locale))
                .toList();
    }

    /** Stores a file; {@link #create} or {@link #discard} follows. */
    public Upload receive(String fileName, java.io.InputStream content) {
        access.require(ImportPermissions.CREATE);
        return uploads.store(ids.next(), shortened(fileName), content);
    }

    /** Forgets a file of which no import was made. */
    public void discard(Upload upload) {
        uploads.discard(upload.id());
    }

    /**
     * Makes an import of a stored file and starts it, unless the options say otherwise. Nothing is left of the file when
     * it is refused.
     */
    public ImportView create(Upload upload, OptionsDraft draft, boolean dryRun, Locale locale) {
        try {
            access.require(ImportPermissions.CREATE);
            var kind = setup.kind(draft.kind());
            access.require(kind.permission());
            var entity = fresh(upload, kind.kind());
            setup.begin(entity, kind, draft);
            var start = !Boolean.FALSE.equals(draft.start());
            if (start) {
                setup.requireReady(entity, kind);
            }
            return transactions.call(() -> {
                store.insert(entity);
                tell(entity, "uploaded");
                if (start) {
                    submit(entity, kind, dryRun);
                }
                return views.view(entity, locale);
            });
        } catch (RuntimeException e) {
            discard(upload);
            throw e;
        }
    }

    private ImportEntity fresh(Upload upload, String kind) {
        var entity = new ImportEntity();
        entity.id = upload.id();
        entity.kind = kind;
        entity.fileName = upload.fileName();
        entity.size = upload.size();
        entity.node = node.id();
        entity.ownerId = user.id().map(UserId::value).orElse(null);
        entity.actorName = access.actor().name();
        entity.createdAt = clock.instant();
        entity.version = 1;
        return entity;
    }

    public Page<ImportView> list(PageRequest request, Locale locale) {
        var found = store.list(access.visibility(ImportPermissions.VIEW), request);
        return paging.page(found, request, (ImportEntity entity) -> entity.id)
                .map(entity -> views.summary(entity, locale));
    }

    /** The job is asked before the counts are read: an import that has ended shows all that it did. */
    public ImportView get(String id, Locale locale) {
        var visibility = access.visibility(ImportPermissions.VIEW);
        var job = views.job(visible(id, visibility), locale);
        return views.view(visible(id, visibility), job, locale);
    }

    private ImportEntity visible(String id, Visibility visibility) {
        return store.find(id).filter(found -> covers(visibility, found)).orElseThrow(ImportDesk::notFound);
    }

    /** Changes options before the start. */
    public ImportView change(String id, long version, OptionsDraft draft, Locale locale) {
        return changed(id, locale, entity -> {
            if (entity.version != version) {
                throw Problem.stale();
            }
            requireOpen(entity);
            var kind = setup.kind(entity.kind);
            access.require(kind.permission());
            setup.change(entity, kind, draft);
            entity.version++;
        });
    }

    /** Starts, or tries without effect. */
    public ImportView start(String id, boolean dryRun, Locale locale) {
        return changed(id, locale, entity -> {
            requireOpen(entity);
            var kind = setup.kind(entity.kind);
            access.require(kind.permission());
            setup.requireReady(entity, kind);
            rows.removeRows(entity.id);
            submit(entity, kind, dryRun);
        });
    }

    public ImportView pause(String id, Locale locale) {
        return changed(id, locale, entity -> desk.pauseOwn(job(entity)));
    }

    public ImportView resume(String id, Locale locale) {
        return changed(id, locale, entity -> desk.resumeOwn(job(entity)));
    }

    /** Ends it where it stands; what was imported stays. */
    public ImportView cancel(String id, Locale locale) {
        return changed(id, locale, entity -> {
            if (entity.state.isOpen()) {
                entity.state = ImportState.CANCELLED;
                entity.finishedAt = clock.instant();
                tell(entity, "cancelled");
            } else if (entity.state != ImportState.CANCELLED) {
                desk.cancelOwn(job(entity));
                tell(entity, "cancelled");
            }
        });
    }

    /** The import that {@link #cancel} would end. */
    public ImportView cancellable(String id, Locale locale) {
        var visibility = access.visibility(ImportPermissions.CREATE);
        return transactions.call(() -> {
            var entity = visible(id, visibility);
            if (!entity.state.isOpen() && entity.state != ImportState.CANCELLED) {
                requireRunning(entity);
            }
            return views.view(entity, locale);
        });
    }

    private void submit(ImportEntity entity, ImportKind kind, boolean dryRun) {
        entity.state = ImportState.RUNNING;
        entity.dryRun = dryRun;
        entity.finishedAt = null;
        views.reset(entity);
        entity.jobId = jobs.submit(new JobRequest(
                ImportJob.KIND,
                ImportJob.title(entity.kind, dryRun),
                Map.of("import", entity.id),
                "/imports/" + entity.id));
        if (!dryRun) {
            memory.keep(entity, kind, setup.layout(entity));
        }
        tell(entity, dryRun ? "tried" : "started");
        changes.changed("import", entity.id);
    }

    private static String job(ImportEntity entity) {
        requireRunning(entity);
        return Objects.requireNonNull(entity.jobId);
    }

    private static void requireRunning(ImportEntity entity) {
        var underWay = entity.state == ImportState.RUNNING || entity.state == ImportState.UNDOING;
        if (entity.jobId == null || !underWay) {
            throw Problem.conflict(ImportTexts.of("import-not-running"));
        }
    }

    /** A trial that failed may be mended and started again. */
    private void requireOpen(ImportEntity entity) {
        var state = views.state(entity);
        if (!(state.isOpen() || (entity.dryRun && state.isEnded()))) {
            throw Problem.conflict(ImportTexts.of("import-started"));
        }
        if (entity.layoutCipher == null) {
            throw Problem.conflict(ImportTexts.of("import-expired"));
        }
    }

    private ImportView changed(String id, Locale locale, Consumer<ImportEntity> change) {
        var visibility = access.visibility(ImportPermissions.CREATE);
        return transactions.call(() -> {
            var entity =
                    store.lock(id).filter(found -> covers(visibility, found)).orElseThrow(ImportDesk::notFound);
            change.accept(entity);
            changes.changed("import", id);
            return views.view(entity, locale);
        });
    }

    private void tell(ImportEntity entity, String action) {
        audit.record(new Audit.Entry(
                "import." + action,
                ImportPermissions.OBJECT,
                entity.id,
                null,
                Map.of("kind", entity.kind, "source", entity.source, "size", entity.size),
                null));
    }

    static boolean covers(Visibility visibility, ImportEntity entity) {
        return visibility.all()
                || (entity.ownerId != null && visibility.owners().contains(entity.ownerId));
    }

    static Problem notFound() {
        return Problem.notFound("import");
    }

    /** The last part of a path, without what would steer a terminal. */
    private static String shortened(@Nullable String fileName) {
        var name = fileName == null ? "" : fileName.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}", " ");
        return name.isBlank() ? "import.csv" : name.length() <= 200 ? name : name.substring(name.length() - 200);
    }
}
