package org.kithwork.core.internal.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kithwork.audit.Audit;
import org.kithwork.company.Company;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.exporting.store.ExportEntity;
import org.kithwork.core.internal.exporting.store.ExportStore;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.core.internal.job.Node;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.id.Ids;
import org.kithwork.job.JobRequest;
import org.kithwork.job.Jobs;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes requests for files of customers, shows how far they are, and hands the files to those who asked for them. */
@Component(service = ExportDesk.class)
public final class ExportDesk {

    private final AccessControl access;
    private final CurrentUser user;
    private final ExportStore store;
    private final ExportDrafts drafts;
    private final ExportColumns columns;
    private final ExportCipher cipher;
    private final ExportViews views;
    private final ExportFiles files;
    private final Jobs jobs;
    private final JobDesk desk;
    private final Node node;
    private final Transactions transactions;
    private final Changes changes;
    private final Audit audit;
    private final Paging paging;
    private final Company company;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public ExportDesk(
            @Reference AccessControl access,
            @Reference CurrentUser user,
            @Reference ExportStore store,
            @Reference ExportDrafts drafts,
            @Reference ExportColumns columns,
            @Reference ExportCipher cipher,
            @Reference ExportViews views,
            @Reference ExportFiles files,
            @Reference Jobs jobs,
            @Reference JobDesk desk,
            @Reference Node node,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Company company,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.user = user;
        this.store = store;
        this.drafts = drafts;
        this.columns = columns;
        this.cipher = cipher;
        this.views = views;
        this.files = files;
        this.jobs = jobs;
        this.desk = desk;
        this.node = node;
        this.transactions = transactions;
        this.changes = changes;
        this.audit = audit;
        this.paging = paging;
        this.company = company;
        this.ids = ids;
        this.clock = clock;
    }

    /** The columns that the actor may have in a file. */
    public java.util.List<ExportColumns.Offered> columns(Locale locale) {
        access.require(ExportPermissions.VIEW);
        return columns.offered(locale);
    }

    /** Begins; the file is made by a job, with the rights that the actor has while it runs. */
    public ExportView create(ExportDraft draft, Locale locale) {
        access.require(ExportPermissions.CREATE);
        var request = drafts.read(draft, locale);
        return transactions.call(() -> {
            var entity = new ExportEntity();
            entity.id = ids.next();
            entity.ownerId = user.id().map(UserId::value).orElse(null);
            entity.actorName = access.actor().name();
            entity.node = node.id();
            entity.requestCipher = cipher.seal(entity.id, request);
            entity.createdAt = clock.instant();
            entity.jobId = jobs.submit(
                    new JobRequest(ExportJob.KIND, ExportJob.TITLE, Map.of("export", entity.id), "/exports"));
            store.insert(entity);
            audit.record(new Audit.Entry(
                    "export.started", ExportPermissions.OBJECT, entity.id, null, request.told(), request.purpose()));
            changes.changed("export", entity.id);
            return views.view(entity, locale);
        });
    }

    public Page<ExportView> list(PageRequest request, Locale locale) {
        var visibility = access.visibility(ExportPermissions.VIEW);
        var ids = store.ids(visibility, request);
        return paging.page(store.exports(ids), request, (ExportEntity entity) -> entity.id)
                .map(entity -> views.view(entity, locale));
    }

    /** The job is asked before the row is read: an export that has ended shows all that it did. */
    public ExportView get(String id, Locale locale) {
        var visibility = access.visibility(ExportPermissions.VIEW);
        var job = views.job(visible(id, visibility), locale);
        return views.view(visible(id, visibility), job);
    }

    private ExportEntity visible(String id, Visibility visibility) {
        return store.find(id).filter(found -> covers(visibility, found)).orElseThrow(ExportDesk::notFound);
    }

    /** Stops it, or throws the file away; who sees all exports may do so to those of others. */
    public void remove(String id) {
        var visibility = access.visibility(ExportPermissions.VIEW);
        transactions.run(() -> {
            var entity =
                    store.lock(id).filter(found -> covers(visibility, found)).orElseThrow(ExportDesk::notFound);
            if (entity.state == ExportState.RUNNING) {
                if (views.state(entity) == ExportState.RUNNING) {
                    desk.cancelOwn(entity.jobId);
                    entity.state = ExportState.CANCELLED;
                }
            } else if (entity.state == ExportState.READY) {
                entity.state = ExportState.GONE;
            } else {
                return;
            }
            audit.record(new Audit.Entry("export.removed", ExportPermissions.OBJECT, id, null, Map.of(), null));
            changes.changed("export", id);
            transactions.afterCommit(() -> files.delete(id));
        });
    }

    /** A file that is handed out, when whoever asked has been let in. */
    public record Download(String fileName, String type, Content content) {}

    /** Writes the file in clear. */
    public interface Content {
        void writeTo(OutputStream target) throws IOException;
    }

    /** The file, for whoever asked for it and still may; that he takes it is noted. */
    public Download take(String id) {
        var visibility = access.visibility(ExportPermissions.VIEW);
        var me = user.id().map(UserId::value).orElse(null);
        return transactions.call(() -> {
            var entity = store.lock(id)
                    .filter(found -> me != null && me.equals(found.ownerId) && covers(visibility, found))
                    .orElseThrow(ExportDesk::notFound);
            access.require(ExportPermissions.CREATE);
            requireHere(entity);
            entity.downloads++;
            var request = cipher.open(id, entity.requestCipher);
            audit.record(new Audit.Entry(
                    "export.downloaded", ExportPermissions.OBJECT, id, null, Map.of("rows", entity.rows), null));
            changes.changed("export", id);
            var day = LocalDate.ofInstant(entity.createdAt, company.zone());
            var type = request.format().type()
                    + (request.format() == ExportFormat.CSV
                            ? ";charset=" + request.encoding().toLowerCase(Locale.ROOT)
                            : "");
            return new Download("customers-" + day + "." + request.format().ending(), type, target -> {
                try (var content = files.open(id)) {
                    content.transferTo(target);
                }
            });
        });
    }

    private void requireHere(ExportEntity entity) {
        if (entity.state == ExportState.RUNNING) {
            throw Problem.conflict(ExportTexts.of("export-not-ready"));
        }
        if (entity.state != ExportState.READY || !clock.instant().isBefore(entity.expiresAt)) {
            throw Problem.conflict(ExportTexts.of("export-gone"));
        }
        if (!files.exists(entity.id)) {
            throw entity.node.equals(node.id())
                    ? Problem.conflict(ExportTexts.of("export-gone"))
                    : Problem.of(ProblemKind.UNAVAILABLE, "busy");
        }
    }

    static boolean covers(Visibility visibility, ExportEntity entity) {
        return visibility.all()
                || (entity.ownerId != null && visibility.owners().contains(entity.ownerId));
    }

    static Problem notFound() {
        return Problem.notFound("export");
    }

    /** What the audit learns of a file that was made. */
    static Map<String, Object> told(ExportRequest request, long rows) {
        var told = new LinkedHashMap<>(request.told());
        told.put("rows", rows);
        return told;
    }
}
