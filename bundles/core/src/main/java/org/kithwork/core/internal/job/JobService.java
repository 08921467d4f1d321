package org.kithwork.core.internal.job;

import java.time.Clock;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.job.store.JobEntity;
import org.kithwork.core.internal.job.store.JobStore;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.id.Ids;
import org.kithwork.job.JobRequest;
import org.kithwork.job.Jobs;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes jobs, with the change that they belong to. */
@Component(service = Jobs.class)
public final class JobService implements Jobs {

    private static final int LONGEST_TITLE = 400;

    private final JobStore store;
    private final JobCipher cipher;
    private final JobAlarm alarm;
    private final AccessControl access;
    private final CurrentUser user;
    private final Transactions transactions;
    private final Changes changes;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public JobService(
            @Reference JobStore store,
            @Reference JobCipher cipher,
            @Reference JobAlarm alarm,
            @Reference AccessControl access,
            @Reference CurrentUser user,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.alarm = alarm;
        this.access = access;
        this.user = user;
        this.transactions = transactions;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String submit(JobRequest request) {
        if (request.kind().indexOf('.') <= 0) {
            throw new IllegalArgumentException("A job's kind is module.what-it-does: " + request.kind());
        }
        var actor = access.actor();
        var job = new JobEntity();
        job.id = ids.next();
        job.kind = request.kind();
        job.title = cut(request.title());
        job.module = JobHandlers.module(request.kind());
        job.link = request.link();
        job.ownerId = user.id().map(UserId::value).orElse(null);
        job.actorKind = actor.kind().name();
        job.actorId = actor.id();
        job.actorName = actor.name();
        job.dataCipher = cipher.sealData(job.id, request.data());
        job.createdAt = clock.instant();
        transactions.run(() -> {
            store.insert(job);
            store.schedule(job.id, job.createdAt);
            changes.changed("job", job.id);
            transactions.afterCommit(alarm::ring);
        });
        return job.id;
    }

    private static String cut(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE);
    }
}
