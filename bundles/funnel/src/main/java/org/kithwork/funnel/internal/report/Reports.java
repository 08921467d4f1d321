package org.kithwork.funnel.internal.report;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.company.Users;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.figure.Closed;
import org.kithwork.funnel.internal.figure.Conversion;
import org.kithwork.funnel.internal.figure.Durations;
import org.kithwork.funnel.internal.opportunity.OpportunityFields;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.pace.StagePace;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.report.ConversionReport.Cohort;
import org.kithwork.funnel.internal.report.ConversionReport.Step;
import org.kithwork.funnel.internal.report.CycleReport.Cycle;
import org.kithwork.funnel.internal.report.CycleReport.Grouping;
import org.kithwork.funnel.internal.report.LossReport.Loss;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.ReportStore;
import org.kithwork.funnel.internal.store.ReportStore.Decided;
import org.kithwork.funnel.internal.store.ReportStore.GroupOf;
import org.kithwork.funnel.internal.store.ReportStore.InStage;
import org.kithwork.funnel.internal.store.ReportStore.Reached;
import org.kithwork.money.CurrencyRates;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what became of the opportunities that the actor may see, by the formulas of the figures. */
@Component(service = Reports.class)
public final class Reports {

    private final AccessControl access;
    private final PipelineStore pipelines;
    private final ReportStore store;
    private final OpportunityFields fields;
    private final CurrencyRates rates;
    private final Company company;
    private final Users users;
    private final Stores stores;
    private final Clock clock;

    @Activate
    public Reports(
            @Reference AccessControl access,
            @Reference PipelineStore pipelines,
            @Reference ReportStore store,
            @Reference OpportunityFields fields,
            @Reference CurrencyRates rates,
            @Reference Company company,
            @Reference Users users,
            @Reference Stores stores,
            @Reference Clock clock) {
        this.access = access;
        this.pipelines = pipelines;
        this.store = store;
        this.fields = fields;
        this.rates = rates;
        this.company = company;
        this.users = users;
        this.stores = stores;
        this.clock = clock;
    }

    /** How far those came that came up in the period. */
    public ConversionReport conversion(ReportFilter filter) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var pipeline = pipeline(filter);
        var all = store.reached(pipeline.id(), filter, visibility);
        var closed = all.stream().filter(some -> some.status() != Status.OPEN).toList();
        return new ConversionReport(pipeline.id(), cohort(pipeline, all), cohort(pipeline, closed));
    }

    private static Cohort cohort(Pipeline pipeline, List<Reached> some) {
        var path = pipeline.path();
        var exactly = new long[path.size()];
        for (var reached : some) {
            for (int i = 0; i < exactly.length; i++) {
                if (path.get(i).id().equals(reached.furthest())) {
                    exactly[i] += reached.count();
                }
            }
        }
        var conversion = Conversion.of(exactly);
        var steps = new ArrayList<Step>();
        for (int i = 0; i < path.size(); i++) {
            var onward = i + 1 < path.size() ? conversion.steps().get(i).orElse(null) : null;
            steps.add(new Step(path.get(i).id(), conversion.reached().get(i), onward));
        }
        return new Cohort(
                some.stream().mapToLong(Reached::count).sum(),
                some.stream()
                        .filter(reached -> reached.status() == Status.OPEN)
                        .mapToLong(Reached::count)
                        .sum(),
                steps,
                conversion.overall().orElse(null),
                conversion.weakest().map(index -> path.get(index).id()).orElse(null));
    }

    /** What was decided in the period, and at what pace. */
    public DecisionReport decisions(ReportFilter filter) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var pipeline = pipeline(filter);
        var decided = store.decided(pipeline.id(), filter, visibility);
        var open = store.open(pipeline.id(), filter, visibility);
        var sums = new Sums(rates, company.currency());
        var wonValue = value(decided, Status.WON, sums);
        var closed = new Closed(
                count(decided, Status.WON), count(decided, Status.LOST), wonValue, value(decided, Status.LOST, sums));
        var meanWon = mean(decided, Status.WON);
        var shows = fields.sumsAmounts();
        return new DecisionReport(
                pipeline.id(),
                closed.won(),
                closed.lost(),
                open,
                shows ? sums.money(closed.wonValue()) : null,
                shows ? sums.money(closed.lostValue()) : null,
                closed.winRate().orElse(null),
                shows ? closed.winRateByValue().orElse(null) : null,
                shows ? closed.meanWon().map(sums::money).orElse(null) : null,
                meanWon.orElse(null),
                mean(decided, Status.LOST).orElse(null),
                median(pipeline.id(), Optional.empty(), closed.won(), filter, visibility)
                        .orElse(null),
                shows
                        ? meanWon.filter(days -> days.signum() > 0)
                                .flatMap(days -> closed.velocity(open, days))
                                .map(sums::money)
                                .orElse(null)
                        : null,
                shows ? sums.withoutRate() : List.of());
    }

    private static long count(List<Decided> decided, Status status) {
        return decided.stream()
                .filter(some -> some.status() == status)
                .mapToLong(Decided::count)
                .sum();
    }

    private static BigDecimal value(List<Decided> decided, Status status, Sums sums) {
        var sum = BigDecimal.ZERO;
        for (var some : decided) {
            var currency = some.currency();
            if (some.status() == status && currency != null) {
                sum = sum.add(sums.converted(some.sum(), currency, some.on()));
            }
        }
        return sum;
    }

    private static Optional<BigDecimal> mean(List<Decided> decided, Status status) {
        var together = decided.stream()
                .filter(some -> some.status() == status)
                .map(Decided::duration)
                .reduce(Duration.ZERO, Duration::plus);
        return Durations.mean(together, count(decided, status));
    }

    private Optional<BigDecimal> median(
            PipelineId pipeline, Optional<GroupOf> group, long won, ReportFilter filter, Visibility visibility) {
        return won == 0
                ? Optional.empty()
                : new Durations(store.middle(pipeline, group, won, filter, visibility)).mean();
    }

    /** How long it took to win, for all and for the largest groups. */
    public CycleReport cycle(ReportFilter filter, Grouping by) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var pipeline = pipeline(filter);
        var decided = store.decided(pipeline.id(), filter, visibility);
        var won = count(decided, Status.WON);
        var all = new Cycle(
                null,
                null,
                won,
                mean(decided, Status.WON).orElse(null),
                median(pipeline.id(), Optional.empty(), won, filter, visibility).orElse(null));
        var groups = store.groups(pipeline.id(), by, filter, visibility);
        var names = names(by, groups.stream().map(ReportStore.Group::key).toList());
        return new CycleReport(
                pipeline.id(),
                by,
                all,
                groups.stream()
                        .map(group -> new Cycle(
                                group.key(),
                                group.key() == null ? null : names.get(group.key()),
                                group.won(),
                                Durations.mean(group.duration(), group.won()).orElse(null),
                                median(
                                                pipeline.id(),
                                                Optional.of(new GroupOf(by, group.key())),
                                                group.won(),
                                                filter,
                                                visibility)
                                        .orElse(null)))
                        .toList());
    }

    private Map<String, String> names(Grouping by, Collection<@Nullable String> keys) {
        Set<String> known = keys.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
        return switch (by) {
            case OWNER ->
                users.names(known.stream().map(UserId::new).collect(Collectors.toSet())).entrySet().stream()
                        .collect(Collectors.toMap(name -> name.getKey().value(), Map.Entry::getValue));
            case STORE ->
                stores.names(known.stream().map(StoreId::new).collect(Collectors.toSet())).entrySet().stream()
                        .collect(Collectors.toMap(name -> name.getKey().value(), Map.Entry::getValue));
            case SOURCE -> known.stream().collect(Collectors.toMap(key -> key, key -> key));
        };
    }

    /** Why what was lost in the period was lost, and to whom. */
    public LossReport losses(ReportFilter filter) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var pipeline = pipeline(filter);
        var sums = new Sums(rates, company.currency());
        var counts = new LinkedHashMap<Why, Long>();
        var values = new LinkedHashMap<Why, BigDecimal>();
        for (var some : store.lost(pipeline.id(), filter, visibility)) {
            var why = new Why(some.reason(), some.competitor());
            var currency = some.currency();
            counts.merge(why, some.count(), Long::sum);
            values.merge(
                    why,
                    currency == null ? BigDecimal.ZERO : sums.converted(some.sum(), currency, some.on()),
                    BigDecimal::add);
        }
        var shows = fields.sumsAmounts();
        var losses = counts.entrySet().stream()
                .map(entry -> new Loss(
                        entry.getKey().reason(),
                        entry.getKey().competitor(),
                        entry.getValue(),
                        shows ? sums.money(values.getOrDefault(entry.getKey(), BigDecimal.ZERO)) : null))
                .sorted(Comparator.comparing(Loss::count)
                        .reversed()
                        .thenComparing(loss -> "" + loss.reason() + loss.competitor()))
                .toList();
        return new LossReport(pipeline.id(), losses, shows ? sums.withoutRate() : List.of());
    }

    private record Why(@Nullable String reason, @Nullable String competitor) {}

    /** How long those that came up in the period were in each open stage, all stays of one together. */
    public StageReport stages(ReportFilter filter) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var pipeline = pipeline(filter);
        var passed = byStage(store.passed(pipeline.id(), filter, visibility));
        var running = byStage(store.running(pipeline.id(), filter, visibility, clock.instant()));
        return new StageReport(
                pipeline.id(),
                pipeline.stages().stream()
                        .filter(stage -> stage.kind() == StageKind.OPEN)
                        .map(stage -> {
                            var left = passed.getOrDefault(stage.id(), none(stage.id()));
                            var there = running.getOrDefault(stage.id(), none(stage.id()));
                            IntFunction<@Nullable BigDecimal> percentile =
                                    percent -> percentile(percent, left, pipeline.id(), filter, visibility);
                            return new StageReport.Line(
                                    stage.id(),
                                    left.count(),
                                    Durations.mean(left.together(), left.count())
                                            .orElse(null),
                                    percentile.apply(StagePace.TYPICAL),
                                    percentile.apply(StagePace.SLOW),
                                    there.count(),
                                    Durations.mean(there.together(), there.count())
                                            .orElse(null));
                        })
                        .toList());
    }

    private static Map<StageId, InStage> byStage(List<InStage> some) {
        return some.stream().collect(Collectors.toMap(InStage::stage, stays -> stays));
    }

    private static InStage none(StageId stage) {
        return new InStage(stage, 0, Duration.ZERO);
    }

    private @Nullable BigDecimal percentile(
            int percent, InStage stays, PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        if (stays.count() == 0) {
            return null;
        }
        var around = store.passed(pipeline, stays.stage(), Durations.below(percent, stays.count()), filter, visibility);
        return Durations.days(Durations.percentile(percent, stays.count(), around));
    }

    private Pipeline pipeline(ReportFilter filter) {
        return pipelines.chosen(filter.pipeline()).orElseThrow(PipelineId::notFound);
    }
}
