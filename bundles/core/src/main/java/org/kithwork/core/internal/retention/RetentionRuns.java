package org.kithwork.core.internal.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.retention.store.ResultEntity;
import org.kithwork.core.internal.retention.store.RetentionStore;
import org.kithwork.core.internal.retention.store.RunEntity;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.job.JobRequest;
import org.kithwork.job.Jobs;
import org.kithwork.json.Json;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the rules run, for a trial or in earnest, and tells what came of it. */
@Component(service = RetentionRuns.class)
public final class RetentionRuns {

    private static final Duration LATE = Duration.ofDays(3);
    private static final Permission CUSTOMER_VIEW = Permission.of("core:customer:view");

    private final RetentionStore store;
    private final RetentionRules rules;
    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Work work;

    private record Work(
            Transactions transactions, Jobs jobs, Audit audit, Paging paging, Json json, Ids ids, Clock clock) {}

    @Activate
    public RetentionRuns(
            @Reference RetentionStore store,
            @Reference RetentionRules rules,
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference Jobs jobs,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Json json,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.rules = rules;
        this.access = access;
        this.customers = customers;
        this.work = new Work(transactions, jobs, audit, paging, json, ids, clock);
    }

    /** A run that has begun, and the job that does it. */
    public record Begun(String run, String job) {}

    /** Counts what each rule would meet, set or not, and changes nothing. */
    public Begun tryOut() {
        access.require(RetentionPermissions.VIEW);
        return work.transactions.call(() -> begin(true, work.ids.next()));
    }

    /** Has the active rules do their work. */
    public Begun run() {
        access.require(RetentionPermissions.DELETE);
        return work.transactions.call(() -> begin(false, work.ids.next()));
    }

    /** As {@link #run}, once a night whoever begins it; empty when this night has its run. */
    Optional<Begun> nightly(String night) {
        access.require(RetentionPermissions.DELETE);
        return work.transactions.call(() -> {
            var id = work.ids.next();
            return store.claim(night, id) ? Optional.of(begin(false, id)) : Optional.empty();
        });
    }

    private Begun begin(boolean dry, String id) {
        var actor = access.actor();
        var run = new RunEntity();
        run.id = id;
        run.dry = dry;
        run.startedAt = work.clock.instant().truncatedTo(ChronoUnit.MICROS);
        run.actorId = actor.id();
        run.actorName = actor.name();
        store.insert(run);
        var job = work.jobs.submit(new JobRequest(
                RetentionJob.KIND,
                dry ? "dry" : "real",
                Map.of(RetentionJob.RUN, id, RetentionJob.DRY, dry),
                "/privacy/retention"));
        work.audit.record(new Audit.Entry(
                dry ? "retention.tried" : "retention.run", "core:retention-run", id, null, Map.of(), null));
        return new Begun(id, job);
    }

    /** Runs, newest first. */
    public Page<RetentionRun> list(PageRequest request, Locale locale) {
        access.require(RetentionPermissions.VIEW);
        return work.transactions.call(() -> {
            var page = work.paging.page(store.runs(request), request, run -> run.id);
            var results = store.results(page.items().stream().map(run -> run.id).toList()).stream()
                    .collect(Collectors.groupingBy(result -> result.runId));
            return page.map(run -> view(run, results.getOrDefault(run.id, List.of()), locale));
        });
    }

    /** Whether rules have been active for days and no run has ended; for the system itself. */
    public boolean isLate() {
        var since = work.clock.instant().minus(LATE);
        return work.transactions.call(() -> store.rules().stream()
                        .anyMatch(rule -> rule.active && rule.updatedAt.isBefore(since))
                && store.lastReal().map(run -> run.finishedAt.isBefore(since)).orElse(true));
    }

    public RetentionRun get(String id, Locale locale) {
        access.require(RetentionPermissions.VIEW);
        return work.transactions.call(() -> store.run(id)
                .map(run -> view(run, store.results(List.of(id)), locale))
                .orElseThrow(() -> Problem.notFound("retention-run")));
    }

    private RetentionRun view(RunEntity run, List<ResultEntity> results, Locale locale) {
        return new RetentionRun(
                run.id,
                run.dry,
                run.startedAt,
                run.finishedAt,
                new ActorName(run.actorId, run.actorName),
                results.stream().map(result -> view(result, locale)).toList());
    }

    private RetentionRun.Result view(ResultEntity result, Locale locale) {
        return new RetentionRun.Result(
                result.kind,
                rules.title(result.kind, locale),
                result.action,
                result.beforeAt,
                result.due,
                result.blocked,
                result.removed,
                result.oldestAt,
                RetentionResults.stores(work.json, result),
                seen(RetentionResults.sample(work.json, result)),
                result.problem);
    }

    /** Those of the customers whom the reader sees at this moment. */
    private List<CustomerId> seen(List<CustomerId> sample) {
        if (sample.isEmpty() || !access.permits(CUSTOMER_VIEW)) {
            return List.of();
        }
        var visible = customers.names(Set.copyOf(sample)).keySet();
        return sample.stream().filter(visible::contains).toList();
    }
}
