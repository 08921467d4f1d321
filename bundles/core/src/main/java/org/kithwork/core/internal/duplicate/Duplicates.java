package org.kithwork.core.internal.duplicate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.customer.CustomerProfiles;
import org.kithwork.core.internal.duplicate.store.DuplicateStore;
import org.kithwork.core.internal.duplicate.store.PairEntity;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.job.JobRequest;
import org.kithwork.job.Jobs;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The queue of possible duplicates: who sees which pair, and what is said of it. */
@Component(service = Duplicates.class)
public final class Duplicates {

    public static final Permission VIEW = Permission.of("core:duplicate:view");
    public static final Permission EDIT = Permission.of("core:duplicate:edit");
    public static final Permission CONFIGURE = Permission.of("core:duplicate:configure");

    private static final int LONGEST_REASON = 400;

    private final AccessControl access;
    private final CustomerDirectory directory;
    private final CustomerProfiles profiles;
    private final DuplicateStore store;
    private final DuplicateWriter writer;
    private final Work work;

    private record Work(Transactions transactions, Jobs jobs, Paging paging, Audit audit, Clock clock) {}

    @Activate
    public Duplicates(
            @Reference AccessControl access,
            @Reference CustomerDirectory directory,
            @Reference CustomerProfiles profiles,
            @Reference DuplicateStore store,
            @Reference DuplicateWriter writer,
            @Reference Transactions transactions,
            @Reference Jobs jobs,
            @Reference Paging paging,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.access = access;
        this.directory = directory;
        this.profiles = profiles;
        this.store = store;
        this.writer = writer;
        this.work = new Work(transactions, jobs, paging, audit, clock);
    }

    /** Has the whole store searched; the job's id. */
    public String search(@Nullable DuplicateMethod weights) {
        access.require(CONFIGURE);
        var method = weights == null ? DuplicateMethod.DEFAULT : weights;
        return work.transactions.call(() -> {
            var job = work.jobs.submit(new JobRequest(
                    DuplicateSearchJob.KIND,
                    "search",
                    Map.of(DuplicateSearchJob.METHOD, method.name()),
                    "/duplicates"));
            work.audit.record(new Audit.Entry(
                    "duplicates.searched", "core:duplicate", job, null, Map.of("weights", method.name()), null));
            return job;
        });
    }

    /** The pairs that the actor sees, the surest first. */
    public Page<DuplicatePair> list(@Nullable DuplicateState state, PageRequest request) {
        var visibility = access.visibility(VIEW);
        var wanted = state == null ? DuplicateState.OPEN : state;
        return work.transactions.call(() -> {
            var page = work.paging.page(store.list(visibility, wanted, request), request, pair -> pair.sortKey);
            return new Page<>(views(page.items()), page.next());
        });
    }

    /** The pair, if the actor sees both customers. */
    public DuplicatePair get(String id) {
        access.require(VIEW);
        return work.transactions.call(() -> views(List.of(visible(id, VIEW))).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("duplicate")));
    }

    /** Who may be the same as a customer: what searches have put down, and what is seen at this moment. */
    public List<DuplicatePair> of(CustomerId customer) {
        var visibility = access.visibility(VIEW);
        var id = directory.requireVisible(customer).value();
        return work.transactions.call(() -> {
            var pairs = new HashMap<String, DuplicatePair>();
            var known = store.open(id);
            var summaries = summaries(known);
            for (var pair : known) {
                view(pair, summaries).ifPresent(view -> pairs.put(pair.pairKey, view));
            }
            addLive(id, pairs);
            return pairs.values().stream()
                    .filter(pair -> profiles.covers(
                            visibility,
                            pair.customers().stream()
                                    .map(each -> each.id().value())
                                    .toList()))
                    .sorted(Comparator.comparingInt(DuplicatePair::score).reversed())
                    .toList();
        });
    }

    private void addLive(String id, Map<String, DuplicatePair> pairs) {
        var mine = profiles.of(Set.of(id)).get(id);
        if (mine == null) {
            return;
        }
        var others = profiles.of(profiles.alike(mine));
        var everybody = new HashSet<>(others.keySet());
        everybody.add(id);
        var distinct = writer.distinct(everybody);
        var summaries = profiles.summaries(everybody);
        others.forEach((other, profile) -> {
            var score = DuplicateScore.of(mine, profile, work.clock.instant());
            var key = DuplicateWriter.key(id, other);
            if (score.score() >= DuplicateScore.REVIEW && !distinct.contains(key)) {
                var two = both(id, other, summaries);
                if (two.size() == 2) {
                    pairs.putIfAbsent(key, DuplicatePair.seenNow(score, two));
                }
            }
        });
    }

    /** Says of a pair that these are two, or takes that back. */
    public DuplicatePair decide(String id, @Nullable DuplicateState verdict, @Nullable String reason) {
        access.require(EDIT);
        var faults = new Faults();
        if (verdict == null) {
            faults.add("/verdict", Message.of(Problem.class, "required"));
        }
        var said = faults.requiredText("/reason", reason, LONGEST_REASON);
        faults.check();
        return work.transactions.call(() -> {
            var pair = store.lock(visible(id, EDIT).id).orElseThrow(() -> Problem.notFound("duplicate"));
            if (verdict != null && pair.state != verdict) {
                pair.state = verdict;
                pair.decidedAt = work.clock.instant();
                pair.decidedBy = access.actor().id();
                pair.decidedByName = access.actor().name();
                for (var customer : List.of(pair.customerA, pair.customerB)) {
                    work.audit.record(new Audit.Entry(
                            verdict == DuplicateState.DISTINCT ? "duplicate.distinguished" : "duplicate.reopened",
                            "core:duplicate",
                            pair.id,
                            new CustomerId(customer),
                            Map.of("score", pair.score),
                            said));
                }
            }
            return views(List.of(pair)).get(0);
        });
    }

    /** The pair, whose customers are there and in scope for the right; whoever may not see one, sees no pair. */
    private PairEntity visible(String id, Permission permission) {
        var visibility = access.visibility(permission);
        return store.find(id)
                .filter(pair -> profiles.covers(visibility, List.of(pair.customerA, pair.customerB)))
                .orElseThrow(() -> Problem.notFound("duplicate"));
    }

    private List<DuplicatePair> views(List<PairEntity> pairs) {
        var summaries = summaries(pairs);
        return pairs.stream().flatMap(pair -> view(pair, summaries).stream()).toList();
    }

    private Map<String, CustomerSummary> summaries(List<PairEntity> pairs) {
        var ids = new HashSet<String>();
        pairs.forEach(pair -> {
            ids.add(pair.customerA);
            ids.add(pair.customerB);
        });
        return profiles.summaries(ids);
    }

    private static Optional<DuplicatePair> view(PairEntity pair, Map<String, CustomerSummary> summaries) {
        var two = both(pair.customerA, pair.customerB, summaries);
        if (two.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new DuplicatePair(
                pair.id,
                pair.score,
                DuplicatePair.Proposal.of(pair.score),
                pair.state,
                pair.method,
                DuplicatePair.Rule.all(rules(pair.rules)),
                two,
                pair.foundAt,
                pair.decidedAt,
                pair.decidedBy == null ? null : new ActorName(pair.decidedBy, pair.decidedByName)));
    }

    private static List<DuplicateRule> rules(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(" ")).map(DuplicateRule::valueOf).toList();
    }

    private static List<CustomerSummary> both(String one, String other, Map<String, CustomerSummary> summaries) {
        var two = new ArrayList<CustomerSummary>();
        for (var id : List.of(one, other)) {
            var summary = summaries.get(id);
            if (summary != null) {
                two.add(summary);
            }
        }
        return two;
    }
}
