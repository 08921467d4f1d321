package org.kithwork.core.internal.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.company.Company;
import org.kithwork.core.internal.retention.RetentionRules.Due;
import org.kithwork.core.internal.retention.store.CoreRecords;
import org.kithwork.customer.CustomerId;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.job.spi.JobRun;
import org.kithwork.permission.AccessControl;
import org.kithwork.privacy.spi.RetentionBatch;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Goes through the rules one after the other. What goes in a batch, its count and where to go on are one transaction, so
 * after a stop nothing is counted twice and nothing is left out.
 */
@Component(service = JobHandler.class)
public final class RetentionJob implements JobHandler {

    static final String KIND = "core.retention";
    static final String RUN = "run";
    static final String DRY = "dry";

    private static final String NOW = "now";
    private static final String RULES_DONE = "rules";
    private static final String AFTER = "after";
    private static final int BATCH = 20;

    private final RetentionRules rules;
    private final RetentionParticipants participants;
    private final IdleCustomers idle;
    private final RetentionResults results;
    private final CoreRecords records;
    private final Around around;

    private record Around(AccessControl access, Transactions transactions, Company company, Clock clock) {}

    @Activate
    public RetentionJob(
            @Reference RetentionRules rules,
            @Reference RetentionParticipants participants,
            @Reference IdleCustomers idle,
            @Reference RetentionResults results,
            @Reference CoreRecords records,
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference Company company,
            @Reference Clock clock) {
        this.rules = rules;
        this.participants = participants;
        this.idle = idle;
        this.results = results;
        this.records = records;
        this.around = new Around(access, transactions, company, clock);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title(String given, Locale locale) {
        return Message.of(RetentionJob.class, "job-" + given).text(locale);
    }

    @Override
    public void run(JobRun run) {
        var id = String.valueOf(run.data().get(RUN));
        var dry = Boolean.TRUE.equals(run.data().get(DRY));
        var state = run.state();
        var now = state.get(NOW) instanceof String text
                ? Instant.parse(text)
                : around.clock.instant().truncatedTo(ChronoUnit.MICROS);
        var done = state.get(RULES_DONE) instanceof String text ? text : "";
        var all = rules.due(dry);
        var at = 0;
        for (var rule : all) {
            run.progress(at++, all.size());
            if (List.of(done.split(" ")).contains(rule.kind())) {
                continue;
            }
            var after = state.get(AFTER) instanceof String text && done.equals(state.get(RULES_DONE)) ? text : "";
            if (!go(run, id, dry, new Place(now, done, after), rule)) {
                return;
            }
            done = (done + " " + rule.kind()).strip();
            state = Map.of();
            var ended = done;
            around.transactions.run(() -> run.save(Map.of(NOW, now.toString(), RULES_DONE, ended, AFTER, "")));
        }
        run.progress(all.size(), all.size());
        around.transactions.run(
                () -> results.finished(id, around.clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    /** Where a run is: since when, which rules it has behind it, and how far it is in the next one. */
    private record Place(Instant now, String done, String after) {

        Map<String, Object> at(String next) {
            return Map.of(NOW, now.toString(), RULES_DONE, done, AFTER, next);
        }
    }

    /** {@code false} when it has to stop before the rule is done. */
    private boolean go(JobRun run, String id, boolean dry, Place place, Due rule) {
        around.access.require(dry ? RetentionPermissions.VIEW : RetentionPermissions.DELETE);
        var request = request(rule, place.now);
        var hindrance = isOfCustomers(request) ? idle.hindrance() : Optional.<String>empty();
        if (hindrance.isPresent()) {
            around.transactions.run(() -> results.leftOut(id, request, hindrance.get()));
            return true;
        }
        if (place.after.isEmpty()) {
            var due = isOfCustomers(request)
                    ? idle.due(request)
                    : participants.due(request).orElse(RetentionDue.NOTHING);
            around.transactions.run(() -> results.counted(id, request, due));
        }
        return dry || remove(run, id, place, rule);
    }

    private boolean remove(JobRun run, String id, Place place, Due rule) {
        var next = place.after;
        do {
            if (run.stopRequested()) {
                return false;
            }
            var from = next;
            next = around.transactions.call(() -> {
                around.access.require(RetentionPermissions.DELETE);
                var request = request(rule, place.now);
                var batch = batch(request, from);
                results.removed(id, request, batch.removed());
                var then = batch.next() == null ? "" : batch.next();
                run.save(place.at(then));
                return then;
            });
        } while (!next.isEmpty());
        return true;
    }

    private RetentionBatch batch(RetentionRequest request, String after) {
        return isOfCustomers(request)
                ? idle.remove(request, after.isEmpty() ? null : after, BATCH)
                : participants.remove(request, after, BATCH * 10).orElse(new RetentionBatch(0, null));
    }

    /** Who is spared is asked for each batch anew: a hold that is set meanwhile holds. */
    private RetentionRequest request(Due rule, Instant now) {
        var zone = around.company.zone();
        var before = now.atZone(zone).minusMonths(rule.months()).toInstant();
        Set<CustomerId> spared = around
                .transactions
                .call(() -> records.spared(now.atZone(zone).toLocalDate()))
                .stream()
                .map(CustomerId::new)
                .collect(Collectors.toSet());
        return new RetentionRequest(rule.kind(), rule.action(), before, spared);
    }

    private static boolean isOfCustomers(RetentionRequest request) {
        return request.kind().equals(IdleCustomers.KIND.id());
    }
}
