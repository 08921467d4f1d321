package org.kithwork.core.internal.exporting;

import java.util.Locale;
import java.util.Optional;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.exporting.store.ExportEntity;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.core.internal.job.JobState;
import org.kithwork.core.internal.job.JobView;
import org.kithwork.core.internal.job.Node;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows exports together with what their jobs say. */
@Component(service = ExportViews.class)
public final class ExportViews {

    private final CurrentUser user;
    private final ExportCipher cipher;
    private final ExportFiles files;
    private final JobDesk jobs;
    private final Node node;

    @Activate
    public ExportViews(
            @Reference CurrentUser user,
            @Reference ExportCipher cipher,
            @Reference ExportFiles files,
            @Reference JobDesk jobs,
            @Reference Node node) {
        this.user = user;
        this.cipher = cipher;
        this.files = files;
        this.jobs = jobs;
        this.node = node;
    }

    Optional<JobView> job(ExportEntity entity, Locale locale) {
        return jobs.peek(entity.jobId, locale);
    }

    ExportView view(ExportEntity entity, Locale locale) {
        return view(entity, job(entity, locale));
    }

    /** Where it stands, which for one that runs is what its job says. */
    ExportState state(ExportEntity entity) {
        return state(entity, job(entity, Locale.ENGLISH));
    }

    private ExportState state(ExportEntity entity, Optional<JobView> job) {
        if (entity.state == ExportState.READY && entity.node.equals(node.id()) && !files.exists(entity.id)) {
            return ExportState.GONE;
        }
        if (entity.state != ExportState.RUNNING) {
            return entity.state;
        }
        return switch (job.map(JobView::state).orElse(JobState.CANCELLED)) {
            case CANCELLED -> ExportState.CANCELLED;
            case FAILED -> ExportState.FAILED;
            case QUEUED, RUNNING, PAUSED, WAITING, DONE -> ExportState.RUNNING;
        };
    }

    ExportView view(ExportEntity entity, Optional<JobView> job) {
        var request = cipher.open(entity.id, entity.requestCipher);
        var state = state(entity, job);
        var mine = entity.ownerId != null
                && user.id().filter(id -> id.value().equals(entity.ownerId)).isPresent();
        return new ExportView(
                entity.id,
                state,
                request.format(),
                request.columns(),
                request.purpose(),
                entity.actorName,
                mine,
                state == ExportState.RUNNING ? job.map(JobView::done).orElse(0L) : entity.rows,
                entity.size,
                entity.createdAt,
                entity.readyAt,
                state == ExportState.READY ? entity.expiresAt : null,
                entity.downloads,
                state == ExportState.FAILED
                        ? job.flatMap(failed -> failed.problems().stream().reduce((a, b) -> b))
                                .orElse(null)
                        : null,
                entity.jobId);
    }
}
