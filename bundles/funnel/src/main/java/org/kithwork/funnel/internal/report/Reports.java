package org.kithwork.funnel.internal.report;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.company.Users;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.figure.Closed;
import org.kithwork.funnel.internal.figure.Conversion;
import org.kithwork.funnel.internal.figure.Distribution;
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
import org.kithwork.funnel.internal.store.ReportStore.InStage;
import org.kithwork.funnel.internal.store.ReportStore.Reached;
import org.kithwork.money.CurrencyRates;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
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
                store.cycle(pipeline.id(), filter, visibility).median().orElse(null),
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

    /** How long it took to win, for all and for the largest groups. */
    public CycleReport cycle(ReportFilter filter, Grouping by) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var pipeline = pipeline(filter);
        var groups = store.groups(pipeline.id(), by, filter, visibility);
        var names = names(by, groups.stream().flatMap(Optional::stream).collect(Collectors.toSet()));
        var cycles = store.cycles(pipeline.id(), by, groups, filter, visibility);
        return new CycleReport(
                pipeline.id(),
                by,
                cycle(null, null, store.cycle(pipeline.id(), filter, visibility)),
                groups.stream()
                        .map(group -> cycle(
                                group.orElse(null),
                                group.map(names::get).orElse(null),
                                cycles.getOrDefault(group, Distribution.NONE)))
                        .toList());
    }

    private static Cycle cycle(@Nullable String group, @Nullable String name, Distribution won) {
        return new Cycle(
                group, name, won.count(), won.mean().orElse(null), won.median().orElse(null));
    }

    private Map<String, String> names(Grouping by, Set<String> known) {
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
        var passed = store.passed(pipeline.id(), filter, visibility);
        var running = store.running(pipeline.id(), filter, visibility, clock.instant()).stream()
                .collect(Collectors.toMap(InStage::stage, some -> some));
        return new StageReport(
                pipeline.id(),
                pipeline.stages().stream()
                        .filter(stage -> stage.kind() == StageKind.OPEN)
                        .map(stage -> line(
                                stage.id(),
                                passed.getOrDefault(stage.id(), Distribution.NONE),
                                running.getOrDefault(stage.id(), new InStage(stage.id(), 0, Duration.ZERO))))
                        .toList());
    }

    private static StageReport.Line line(StageId stage, Distribution left, InStage there) {
        return new StageReport.Line(
                stage,
                left.count(),
                left.mean().orElse(null),
                left.percentile(StagePace.TYPICAL).orElse(null),
                left.percentile(StagePace.SLOW).orElse(null),
                there.count(),
                Durations.mean(there.together(), there.count()).orElse(null));
    }

    private Pipeline pipeline(ReportFilter filter) {
        return pipelines.chosen(filter.pipeline()).orElseThrow(PipelineId::notFound);
    }
}
