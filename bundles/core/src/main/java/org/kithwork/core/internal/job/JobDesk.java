package org.kithwork.core.internal.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.job.store.JobEntity;
import org.kithwork.core.internal.job.store.JobStore;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows jobs to those who may see them, and lets them pause, resume, cancel and repeat them. */
@Component(service = JobDesk.class)
public final class JobDesk {

    static final Permission VIEW = Permission.of("core:job:view");
    static final Permission EDIT = Permission.of("core:job:edit");

    private final AccessControl access;
    private final JobStore store;
    private final JobCipher cipher;
    private final JobScheduler scheduler;
    private final JobHandlers handlers;
    private final Transactions transactions;
    private final Changes changes;
    private final Audit audit;
    private final Paging paging;
    private final Clock clock;

    @Activate
    public JobDesk(
            @Reference AccessControl access,
            @Reference JobStore store,
            @Reference JobCipher cipher,
            @Reference JobScheduler scheduler,
            @Reference JobHandlers handlers,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Clock clock) {
        this.access = access;
        this.store = store;
        this.cipher = cipher;
        this.scheduler = scheduler;
        this.handlers = handlers;
        this.transactions = transactions;
        this.changes = changes;
        this.audit = audit;
        this.paging = paging;
        this.clock = clock;
    }

    /** The actor's jobs, or all where he may see them, newest first. */
    public Page<JobView> list(PageRequest request, Locale locale) {
        var rows = store.list(access.visibility(VIEW), request);
        return paging.page(rows, request, (JobEntity job) -> job.id).map(job -> view(job, locale));
    }

    public JobView get(String id, Locale locale) {
        var visibility = access.visibility(VIEW);
        return view(
                store.find(id).filter(job -> covers(visibility, job)).orElseThrow(() -> Problem.notFound("job")),
                locale);
    }

    /** Where a job stands, asking no right; for what belongs to a job and has rights of its own. */
    public Optional<JobView> peek(@Nullable String id, Locale locale) {
        return id == null ? Optional.empty() : store.find(id).map(job -> view(job, locale));
    }

    public JobView pause(String id, Locale locale) {
        return change(id, locale, "paused", this::pause);
    }

    public JobView resume(String id, Locale locale) {
        return change(id, locale, "resumed", this::resume);
    }

    public JobView cancel(String id, Locale locale) {
        return change(id, locale, "cancelled", this::cancel);
    }

    /** The job that {@link #cancel(String, Locale)} would end. */
    public JobView cancellable(String id, Locale locale) {
        var visibility = access.visibility(EDIT);
        return transactions.call(() -> {
            var job = store.find(id)
                    .filter(found -> covers(visibility, found))
                    .orElseThrow(() -> Problem.notFound("job"));
            requireOpen(job);
            return view(job, locale);
        });
    }

    public JobView retry(String id, Locale locale) {
        return change(id, locale, "retried", this::retry);
    }

    /** As {@link #pause(String, Locale)}, for those who have asked a right of their own. */
    public void pauseOwn(String id) {
        own(id, this::pause);
    }

    /** As {@link #resume(String, Locale)}, for those who have asked a right of their own; goes on after a failure too. */
    public void resumeOwn(String id) {
        own(id, job -> {
            if (job.state == JobState.FAILED) {
                retry(job);
            } else {
                resume(job);
            }
        });
    }

    /** As {@link #cancel(String, Locale)}, for those who have asked a right of their own. */
    public void cancelOwn(String id) {
        own(id, this::cancel);
    }

    @FunctionalInterface
    private interface Change {
        void to(JobEntity job);
    }

    private JobView change(String id, Locale locale, String action, Change change) {
        var visibility = access.visibility(EDIT);
        return transactions.call(() -> {
            var job = store.lock(id)
                    .filter(found -> covers(visibility, found))
                    .orElseThrow(() -> Problem.notFound("job"));
            change.to(job);
            audit.record(new Audit.Entry("job." + action, "core:job", id, null, Map.of("kind", job.kind), null));
            changes.changed("job", id);
            return view(job, locale);
        });
    }

    private void own(String id, Change change) {
        transactions.run(() -> {
            change.to(store.lock(id).orElseThrow(() -> Problem.notFound("job")));
            changes.changed("job", id);
        });
    }

    private void pause(JobEntity job) {
        requireOpen(job);
        want(job, Wanted.PAUSE);
        if (job.state == JobState.QUEUED || job.state == JobState.WAITING) {
            job.state = JobState.PAUSED;
            store.unschedule(job.id);
        }
    }

    private void resume(JobEntity job) {
        requireOpen(job);
        want(job, Wanted.RUN);
        if (job.state == JobState.PAUSED) {
            queue(job);
        }
    }

    private void cancel(JobEntity job) {
        if (job.state == JobState.CANCELLED) {
            return;
        }
        requireOpen(job);
        want(job, Wanted.CANCEL);
        if (job.state != JobState.RUNNING) {
            job.state = JobState.CANCELLED;
            job.finishedAt = clock.instant();
            store.unschedule(job.id);
        }
    }

    private void retry(JobEntity job) {
        if (job.state != JobState.FAILED) {
            throw Problem.conflict(Message.of(JobDesk.class, "job-not-failed"));
        }
        want(job, Wanted.RUN);
        job.attempts = 0;
        job.finishedAt = null;
        job.problemsCipher = null;
        queue(job);
    }

    private void queue(JobEntity job) {
        job.state = JobState.QUEUED;
        store.schedule(job.id, clock.instant());
        scheduler.wakeAfterCommit();
    }

    private void want(JobEntity job, Wanted wanted) {
        job.wanted = wanted;
        transactions.afterCommit(() -> scheduler.want(job.id, wanted));
    }

    private static void requireOpen(JobEntity job) {
        if (job.state.isEnded()) {
            throw Problem.conflict(Message.of(JobDesk.class, "job-ended"));
        }
    }

    private static boolean covers(Visibility visibility, JobEntity job) {
        return visibility.all() || (job.ownerId != null && visibility.owners().contains(job.ownerId));
    }

    private JobView view(JobEntity job, Locale locale) {
        var running = job.state == JobState.RUNNING;
        List<JobView.Trouble> problems = cipher.openProblems(job.id, job.problemsCipher).stream()
                .map(said -> JobView.Trouble.of(said, locale))
                .toList();
        return new JobView(
                job.id,
                job.kind,
                handlers.find(job.kind)
                        .map(handler -> handler.title(job.title, locale))
                        .orElse(job.title),
                job.module,
                job.state,
                job.done,
                job.total,
                job.rate > 0 ? job.rate : null,
                job.createdAt,
                job.startedAt,
                running ? end(job) : null,
                job.finishedAt,
                problems,
                job.link);
    }

    private @Nullable Instant end(JobEntity job) {
        if (job.rate <= 0 || job.total <= job.done) {
            return null;
        }
        var seconds = (job.total - job.done) / job.rate;
        return Objects.requireNonNull(clock.instant()).plus(Duration.ofSeconds((long) Math.ceil(seconds)));
    }
}
