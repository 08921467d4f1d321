package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.figure.Distribution;
import org.kithwork.funnel.internal.figure.Histograms;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.pace.StagePace;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.report.CycleReport.Grouping;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts opportunities, as far as they are visible. */
@Component(service = ReportStore.class)
public final class ReportStore {

    private static final int MOST_GROUPS = 50;
    private static final List<Integer> MEDIAN = List.of(50);

    /** Of many groups there are many bins. */
    private static final Duration WIDE = Duration.ofDays(1);

    private static final Duration NARROW = Duration.ofHours(1);

    private final FunnelUnit unit;
    private final Company company;

    @Activate
    public ReportStore(@Reference FunnelUnit unit, @Reference Company company) {
        this.unit = unit;
        this.company = company;
    }

    /**
     * Opportunities of a cohort that came equally far and are in the same state.
     *
     * @param furthest {@code null} where it is no stage of the way any more
     */
    public record Reached(@Nullable StageId furthest, Status status, long count) {}

    /** How far those came that came up in the period. */
    public List<Reached> reached(PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        return unit.in(em -> cohort(
                        "o.furthest_stage, o.status, COUNT(*) FROM funnel_opportunity o ", pipeline, filter, visibility)
                .groupBy("o.furthest_stage, o.status")
                .rows(em)
                .stream()
                .map(row -> new Reached(
                        row[0] == null ? null : new StageId((String) row[0]),
                        Status.valueOf((String) row[1]),
                        ((Number) row[2]).longValue()))
                .toList());
    }

    private Sql cohort(String select, PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        return limited(
                Sql.select(select + Sql.byIndex("funnel_opportunity_cohort")),
                "o.sort_key",
                pipeline,
                filter,
                visibility);
    }

    private Sql decided(String select, PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        return limited(
                        Sql.select(select + " FROM funnel_opportunity o " + Sql.byIndex("funnel_opportunity_decided")),
                        "o.decided_key",
                        pipeline,
                        filter,
                        visibility)
                .where("o.decided_key IS NOT NULL");
    }

    private Sql limited(Sql sql, String key, PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        var from = filter.from();
        var until = filter.until();
        var store = filter.store();
        return sql.where("o.pipeline_id = ?", pipeline.value())
                .whereIf(key + " >= ?", from == null ? null : TimeKey.start(begin(from)))
                .whereIf(key + " < ?", until == null ? null : TimeKey.start(begin(until.plusDays(1))))
                .where(ownedBy("o.owner_id", filter))
                .whereIf("o.store_id = ?", store == null ? null : store.value())
                .whereIf("o.source = ?", filter.source())
                .where(OpportunityStore.visible(visibility));
    }

    /** The condition that a column names one of those whose opportunities are asked for. */
    static Sql.Condition ownedBy(String column, ReportFilter filter) {
        var owners = filter.owners();
        return owners == null
                ? Sql.Condition.of("1 = 1")
                : Sql.Condition.in(
                        column, owners.stream().map(UserId::value).sorted().toList());
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(company.zone()).toInstant();
    }

    /**
     * Some that were decided alike on one day and have amounts in one currency.
     *
     * @param currency {@code null} for those without an amount
     * @param duration all their durations together
     */
    public record Decided(
            Status status, @Nullable Currency currency, LocalDate on, long count, BigDecimal sum, Duration duration) {}

    /** What was decided in the period. */
    public List<Decided> decided(PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        return unit.in(em -> decided(
                        "o.status, o.currency, o.decided_on, COUNT(*), SUM(o.amount), SUM(o.cycle_ms)",
                        pipeline,
                        filter,
                        visibility)
                .groupBy("o.status, o.currency, o.decided_on")
                .rows(em)
                .stream()
                .map(row -> new Decided(
                        Status.valueOf((String) row[0]),
                        currency(row[1]),
                        LocalDate.parse((String) row[2]),
                        ((Number) row[3]).longValue(),
                        decimal(row[4]),
                        Duration.ofMillis(((Number) row[5]).longValue())))
                .toList());
    }

    /** Some that one user won on one day, with amounts in one currency. */
    public record WonBy(String user, Currency currency, LocalDate on, BigDecimal sum) {}

    /** What was won in the period, by whom it was won; an owner is whoever won it. */
    public List<WonBy> wonBy(PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        return unit.in(em -> decided(
                        "o.won_by, o.currency, o.decided_on, SUM(o.amount)", pipeline, filter.ofEverybody(), visibility)
                .where("o.status = 'WON'")
                .where("o.currency IS NOT NULL")
                .where(ownedBy("o.won_by", filter))
                .groupBy("o.won_by, o.currency, o.decided_on")
                .rows(em)
                .stream()
                .map(row -> new WonBy(
                        (String) row[0],
                        Currency.getInstance((String) row[1]),
                        LocalDate.parse((String) row[2]),
                        decimal(row[3])))
                .toList());
    }

    /** How many are open, whenever they came up. */
    public long open(PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        return unit.in(
                em -> cohort("COUNT(*) FROM funnel_opportunity o ", pipeline, filter.during(null, null), visibility)
                        .where("o.status = 'OPEN'")
                        .values(em, Number.class)
                        .get(0)
                        .longValue());
    }

    /** Some that were lost for one reason to one competitor on one day, with amounts in one currency. */
    public record Lost(
            @Nullable String reason,
            @Nullable String competitor,
            @Nullable Currency currency,
            LocalDate on,
            long count,
            BigDecimal sum) {}

    /** What was lost in the period. */
    public List<Lost> lost(PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        return unit.in(em -> decided(
                        "o.lost_reason, o.competitor, o.currency, o.decided_on, COUNT(*), SUM(o.amount)",
                        pipeline,
                        filter,
                        visibility)
                .where("o.status = 'LOST'")
                .groupBy("o.lost_reason, o.competitor, o.currency, o.decided_on")
                .rows(em)
                .stream()
                .map(row -> new Lost(
                        (String) row[0],
                        (String) row[1],
                        currency(row[2]),
                        LocalDate.parse((String) row[3]),
                        ((Number) row[4]).longValue(),
                        decimal(row[5])))
                .toList());
    }

    /** The owners, stores or sources with the most that were won in the period, the most first; empty stands for none. */
    public List<Optional<String>> groups(PipelineId pipeline, Grouping by, ReportFilter filter, Visibility visibility) {
        return unit.in(em -> decided(column(by) + ", COUNT(*) AS won", pipeline, filter, visibility)
                .where("o.status = 'WON'")
                .groupBy(column(by))
                .orderBy("won DESC, " + column(by))
                .first(MOST_GROUPS)
                .rows(em)
                .stream()
                .map(row -> Optional.ofNullable((String) row[0]))
                .toList());
    }

    /** How long it took to win what was won in the period. */
    public Distribution cycle(PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        var bins = new Bins(
                unit,
                "o.status",
                "o.cycle_ms",
                select -> decided(select, pipeline, filter, visibility).where("o.status = 'WON'"));
        return new Histograms<>(bins, MEDIAN)
                .of(NARROW)
                .getOrDefault(Optional.of(Status.WON.name()), Distribution.NONE);
    }

    /** The same, by the owners, stores or sources that {@link #groups} named. */
    public Map<Optional<String>, Distribution> cycles(
            PipelineId pipeline,
            Grouping by,
            Collection<Optional<String>> groups,
            ReportFilter filter,
            Visibility visibility) {
        var known = groups.stream().flatMap(Optional::stream).toList();
        var chosen = Sql.Condition.any(List.of(
                Sql.Condition.in(column(by), known),
                Sql.Condition.of(groups.contains(Optional.<String>empty()) ? column(by) + " IS NULL" : "1 = 0")));
        var bins = new Bins(
                unit,
                column(by),
                "o.cycle_ms",
                select -> decided(select, pipeline, filter, visibility)
                        .where("o.status = 'WON'")
                        .where(chosen));
        return new Histograms<>(bins, MEDIAN).of(WIDE);
    }

    /** How long those that came up in the period were in stages that they have left and are not in again. */
    public Map<StageId, Distribution> passed(PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        var bins = new Bins(
                unit,
                "s.stage_id",
                "s.total_ms",
                select -> limited(
                        Sql.select(select + " FROM funnel_opportunity o " + Sql.byIndex("funnel_opportunity_cohort")
                                + "JOIN funnel_stay s ON s.opportunity_id = o.id AND s.stage_id <> o.stage_id"),
                        "o.sort_key",
                        pipeline,
                        filter,
                        visibility));
        return new Histograms<>(bins, List.of(StagePace.TYPICAL, StagePace.SLOW))
                .of(NARROW).entrySet().stream()
                        .collect(Collectors.toMap(
                                stage -> new StageId(stage.getKey().orElseThrow()), Map.Entry::getValue));
    }

    /**
     * Some that are in a stage.
     *
     * @param together how long all of them have been there
     */
    public record InStage(StageId stage, long count, Duration together) {}

    /** How long those of the period that are open have been in their stages until now. */
    public List<InStage> running(PipelineId pipeline, ReportFilter filter, Visibility visibility, Instant now) {
        return unit.in(em -> cohort(
                        "o.stage_id, COUNT(*), SUM(CAST(o.since_ms AS DECIMAL(31,0))) FROM funnel_opportunity o ",
                        pipeline,
                        filter,
                        visibility)
                .where("o.status = 'OPEN'")
                .groupBy("o.stage_id")
                .rows(em)
                .stream()
                .map(row -> running(row, now))
                .toList());
    }

    private static InStage running(Object[] row, Instant now) {
        var count = ((Number) row[1]).longValue();
        var until = BigDecimal.valueOf(now.toEpochMilli()).multiply(BigDecimal.valueOf(count));
        return new InStage(
                new StageId((String) row[0]),
                count,
                Duration.ofMillis(until.subtract(decimal(row[2])).longValueExact()));
    }

    /**
     * What is open in a stage with amounts in one currency.
     *
     * @param squares the sum of the squares of the amounts, each without what is behind the point
     */
    public record Worth(StageId stage, Currency currency, BigDecimal sum, BigDecimal squares) {}

    /** What is open, whenever it came up. */
    public List<Worth> worth(PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        var store = filter.store();
        return unit.in(em -> Sql.select("o.stage_id, o.currency, SUM(o.amount),"
                        + " SUM(CAST(o.amount AS DECIMAL(15,0)) * CAST(o.amount AS DECIMAL(15,0)))"
                        + " FROM funnel_opportunity o " + Sql.byIndex("funnel_opportunity_worth"))
                .where("o.pipeline_id = ?", pipeline.value())
                .where("o.status = 'OPEN'")
                .where("o.currency IS NOT NULL")
                .where(ownedBy("o.owner_id", filter))
                .whereIf("o.store_id = ?", store == null ? null : store.value())
                .whereIf("o.source = ?", filter.source())
                .where(OpportunityStore.visible(visibility))
                .groupBy("o.stage_id, o.currency")
                .rows(em)
                .stream()
                .map(row -> new Worth(
                        new StageId((String) row[0]),
                        Currency.getInstance((String) row[1]),
                        decimal(row[2]),
                        decimal(row[3])))
                .toList());
    }

    private static String column(Grouping by) {
        return switch (by) {
            case OWNER -> "o.owner_id";
            case STORE -> "o.store_id";
            case SOURCE -> "o.source";
        };
    }

    private static @Nullable Currency currency(@Nullable Object code) {
        return code == null ? null : Currency.getInstance((String) code);
    }

    private static BigDecimal decimal(@Nullable Object figure) {
        return figure == null ? BigDecimal.ZERO : new BigDecimal(figure.toString());
    }
}
