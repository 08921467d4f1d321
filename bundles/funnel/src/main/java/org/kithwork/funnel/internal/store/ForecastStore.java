package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.forecast.Months;
import org.kithwork.funnel.internal.opportunity.ForecastCategory;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what was expected week by week, and adds it up. */
@Component(service = ForecastStore.class)
public final class ForecastStore {

    private static final String[] SNAPSHOT = {"week", "taken_on", "currency"};

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public ForecastStore(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /**
     * What was expected on a day.
     *
     * @param currency into which the rates that are kept lead
     */
    public record Snapshot(LocalDate on, Currency currency) {}

    /** Whether the week of this Monday is kept. */
    public boolean isTaken(LocalDate monday) {
        return unit.in(em -> Sql.select("s.week FROM funnel_snapshot s")
                .where("s.week = ?", monday.toString())
                .exists(em));
    }

    /** Whether it is for the caller to keep the week of this Monday: for one caller alone. */
    public boolean claim(LocalDate monday, Snapshot snapshot) {
        return unit.in(em -> dialect.insertIfAbsent(
                em,
                "funnel_snapshot",
                SNAPSHOT,
                monday.toString(),
                snapshot.on().toString(),
                snapshot.currency().getCurrencyCode()));
    }

    /** The currencies of what is open in a pipeline. */
    public List<Currency> currencies(PipelineId pipeline) {
        return unit.in(em -> Sql.select(
                        "DISTINCT o.currency FROM funnel_opportunity o " + Sql.byIndex("funnel_opportunity_worth"))
                .where("o.pipeline_id = ?", pipeline.value())
                .where("o.status = 'OPEN'")
                .where("o.currency IS NOT NULL")
                .orderBy("o.currency")
                .values(em, String.class)
                .stream()
                .map(Currency::getInstance)
                .toList());
    }

    /** Keeps what stands in a stage with amounts in one currency, without what is kept already; answers how many. */
    public int take(Snapshot snapshot, PipelineId pipeline, Stage stage, Currency currency, Optional<BigDecimal> rate) {
        var on = snapshot.on().toString();
        return unit.in(em -> {
            var kept = Sql.update(
                    em,
                    "INSERT INTO funnel_forecast (snapshot_on, opportunity_id, pipeline_id, owner_id, store_id, close_month, forecast,"
                            + " currency, amount, probability)"
                            + " SELECT CAST(? AS VARCHAR(10)), o.id, o.pipeline_id, o.owner_id, o.store_id, SUBSTR(o.close_on, 1, 7),"
                            + " o.forecast, o.currency, o.amount, COALESCE(o.probability, CAST(? AS INTEGER))"
                            + " FROM funnel_opportunity o WHERE o.pipeline_id = ? AND o.status = 'OPEN' AND o.stage_id = ?"
                            + " AND o.currency = ? AND NOT EXISTS (SELECT 1 FROM funnel_forecast f WHERE f.snapshot_on = ?"
                            + " AND f.opportunity_id = o.id)",
                    on,
                    stage.probability(),
                    pipeline.value(),
                    stage.id().value(),
                    currency.getCurrencyCode(),
                    on);
            if (kept > 0) {
                rate.ifPresent(value -> Sql.update(
                        em,
                        "UPDATE funnel_forecast SET rate = ? WHERE snapshot_on = ? AND currency = ? AND rate IS NULL",
                        value,
                        on,
                        currency.getCurrencyCode()));
            }
            return kept;
        });
    }

    /** The last snapshot up to a day. */
    public Optional<Snapshot> last(LocalDate until) {
        return unit.in(em -> Sql.select("s.taken_on, s.currency FROM funnel_snapshot s")
                .where("s.taken_on <= ?", until.toString())
                .orderBy("s.taken_on DESC")
                .first(1)
                .rows(em)
                .stream()
                .map(row -> new Snapshot(LocalDate.parse((String) row[0]), Currency.getInstance((String) row[1])))
                .findFirst());
    }

    /**
     * Some that were expected with one probability and amounts in one currency.
     *
     * @param rate into the currency of the snapshot; {@code null} where there was none
     */
    public record Expected(
            String owner,
            Currency currency,
            int probability,
            @Nullable BigDecimal rate,
            BigDecimal sum) {

        /** The sum times the probability, not rounded. */
        public BigDecimal weighted() {
            return sum.multiply(BigDecimal.valueOf(probability)).movePointLeft(2);
        }
    }

    /** What a snapshot expects of a month, without what was omitted, of opportunities that are visible now and whose they were then. */
    public List<Expected> expected(
            Snapshot snapshot, YearMonth month, PipelineId pipeline, ReportFilter filter, Visibility visibility) {
        var store = filter.store();
        return unit.in(em -> Sql.select("f.owner_id, f.currency, f.probability, f.rate, SUM(f.amount) FROM "
                        + Sql.inThisOrder() + "funnel_forecast f " + Sql.byIndex("funnel_forecast_month")
                        + "JOIN funnel_opportunity o ON o.id = f.opportunity_id")
                .where("f.snapshot_on = ?", snapshot.on().toString())
                .where("f.close_month = ?", month.toString())
                .where("f.pipeline_id = ?", pipeline.value())
                .where("f.forecast <> 'OMITTED'")
                .where(ReportStore.ownedBy("f.owner_id", filter))
                .whereIf("f.store_id = ?", store == null ? null : store.value())
                .whereIf("o.source = ?", filter.source())
                .where(OpportunityStore.visible(visibility))
                .groupBy("f.owner_id, f.currency, f.probability, f.rate")
                .rows(em)
                .stream()
                .map(row -> new Expected(
                        (String) row[0],
                        Currency.getInstance((String) row[1]),
                        ((Number) row[2]).intValue(),
                        row[3] == null ? null : new BigDecimal(row[3].toString()),
                        new BigDecimal(row[4].toString())))
                .toList());
    }

    /**
     * Open ones of one month, stage, category, currency and estimate.
     *
     * @param currency {@code null} for those without an amount
     * @param probability as estimated; {@code null} where that of the stage holds
     */
    public record Open(
            YearMonth month,
            StageId stage,
            ForecastCategory forecast,
            @Nullable Currency currency,
            @Nullable Integer probability,
            long count,
            BigDecimal sum) {

        /** The sum times the probability, not rounded. */
        public BigDecimal weighted(Stage where) {
            return sum.multiply(BigDecimal.valueOf(probability == null ? where.probability() : probability))
                    .movePointLeft(2);
        }
    }

    /** What is open with a decision expected in these months. */
    public List<Open> open(PipelineId pipeline, Months months, ReportFilter filter, Visibility visibility) {
        var store = filter.store();
        return unit.in(em -> Sql.select(
                        "SUBSTR(o.close_on, 1, 7), o.stage_id, o.forecast, o.currency, o.probability, COUNT(*), SUM(o.amount)"
                                + " FROM funnel_opportunity o " + Sql.byIndex("funnel_opportunity_worth"))
                .where("o.pipeline_id = ?", pipeline.value())
                .where("o.status = 'OPEN'")
                .where("o.close_on >= ?", months.from().atDay(1).toString())
                .where("o.close_on <= ?", months.until().atEndOfMonth().toString())
                .where(ReportStore.ownedBy("o.owner_id", filter))
                .whereIf("o.store_id = ?", store == null ? null : store.value())
                .whereIf("o.source = ?", filter.source())
                .where(OpportunityStore.visible(visibility))
                .groupBy("SUBSTR(o.close_on, 1, 7), o.stage_id, o.forecast, o.currency, o.probability")
                .rows(em)
                .stream()
                .map(row -> new Open(
                        YearMonth.parse((String) row[0]),
                        new StageId((String) row[1]),
                        ForecastCategory.valueOf((String) row[2]),
                        row[3] == null ? null : Currency.getInstance((String) row[3]),
                        row[4] == null ? null : ((Number) row[4]).intValue(),
                        ((Number) row[5]).longValue(),
                        row[6] == null ? BigDecimal.ZERO : new BigDecimal(row[6].toString())))
                .toList());
    }
}
