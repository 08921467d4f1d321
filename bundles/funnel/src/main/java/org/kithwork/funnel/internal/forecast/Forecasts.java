package org.kithwork.funnel.internal.forecast;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Users;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.figure.ForecastError;
import org.kithwork.funnel.internal.forecast.ForecastReport.Line;
import org.kithwork.funnel.internal.opportunity.ForecastCategory;
import org.kithwork.funnel.internal.opportunity.OpportunityFields;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.funnel.internal.report.Sums;
import org.kithwork.funnel.internal.store.ForecastStore;
import org.kithwork.funnel.internal.store.ForecastStore.Expected;
import org.kithwork.funnel.internal.store.ForecastStore.Open;
import org.kithwork.funnel.internal.store.ForecastStore.Snapshot;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.ReportStore;
import org.kithwork.funnel.internal.store.ReportStore.Decided;
import org.kithwork.id.Ids;
import org.kithwork.money.CurrencyRates;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what is expected of months, and how far that was from what came, of the opportunities that the actor may see. */
@Component(service = Forecasts.class)
public final class Forecasts {

    private static final int AHEAD = 2;
    private static final int BACK = 6;

    private final AccessControl access;
    private final PipelineStore pipelines;
    private final ForecastStore store;
    private final ReportStore reports;
    private final OpportunityFields fields;
    private final CurrencyRates rates;
    private final Company company;
    private final Users users;
    private final Clock clock;

    @Activate
    public Forecasts(
            @Reference AccessControl access,
            @Reference PipelineStore pipelines,
            @Reference ForecastStore store,
            @Reference ReportStore reports,
            @Reference OpportunityFields fields,
            @Reference CurrencyRates rates,
            @Reference Company company,
            @Reference Users users,
            @Reference Clock clock) {
        this.access = access;
        this.pipelines = pipelines;
        this.store = store;
        this.reports = reports;
        this.fields = fields;
        this.rates = rates;
        this.company = company;
        this.users = users;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.zone());
    }

    /**
     * What is open with a decision expected in each month, by category, and what was won in it already.
     *
     * @param from a month; the current one where absent
     * @param until a month; the second one from now where absent
     */
    public ForecastReport forecast(ReportFilter filter, @Nullable String from, @Nullable String until) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var now = YearMonth.from(today());
        var months = Months.read(from, until, new Months(now, now.plusMonths(AHEAD)));
        var pipeline = pipelines.chosen(filter.pipeline()).orElseThrow(PipelineId::notFound);
        var open = store.open(pipeline.id(), months, filter, visibility);
        var period = filter.during(months.from().atDay(1), months.until().atEndOfMonth());
        var won = reports.decided(pipeline.id(), period, visibility).stream()
                .filter(some -> some.status() == Status.WON)
                .toList();
        var sums = new Sums(rates, company.currency());
        var shows = fields.sumsAmounts();
        var told = months.all().stream()
                .map(month -> month(month, pipeline, open, won, sums, shows))
                .toList();
        return new ForecastReport(pipeline.id(), today(), told, shows ? sums.withoutRate() : List.of());
    }

    private ForecastReport.Month month(
            YearMonth month, Pipeline pipeline, List<Open> open, List<Decided> won, Sums sums, boolean shows) {
        var count = 0L;
        var value = BigDecimal.ZERO;
        for (var some : won) {
            if (YearMonth.from(some.on()).equals(month)) {
                var currency = some.currency();
                count += some.count();
                value = currency == null ? value : value.add(sums.converted(some.sum(), currency, some.on()));
            }
        }
        var here = open.stream().filter(some -> some.month().equals(month)).toList();
        var lines = Arrays.stream(ForecastCategory.values())
                .map(category -> line(category, pipeline, here, sums, shows))
                .toList();
        return new ForecastReport.Month(month.toString(), count, shows ? sums.money(value) : null, lines);
    }

    private Line line(ForecastCategory category, Pipeline pipeline, List<Open> open, Sums sums, boolean shows) {
        var count = 0L;
        var whole = BigDecimal.ZERO;
        var likely = BigDecimal.ZERO;
        for (var some : open) {
            if (some.forecast() == category) {
                count += some.count();
                var currency = some.currency();
                var stage = pipeline.find(some.stage());
                if (currency != null && stage.isPresent()) {
                    whole = whole.add(sums.converted(some.sum(), currency, today()));
                    likely = likely.add(sums.converted(some.weighted(stage.get()), currency, today()));
                }
            }
        }
        return new Line(category, count, shows ? sums.money(whole) : null, shows ? sums.money(likely) : null);
    }

    /**
     * How far the forecasts of months that are over were from what came.
     *
     * @param from a month; the sixth one before now where absent
     * @param until a month; the last one where absent, and never a later one
     */
    public AccuracyReport accuracy(ReportFilter filter, @Nullable String from, @Nullable String until) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var now = YearMonth.from(today());
        var months = Months.read(from, until, new Months(now.minusMonths(BACK), now.minusMonths(1)));
        var pipeline = pipelines.chosen(filter.pipeline()).orElseThrow(PipelineId::notFound);
        var judged = new ArrayList<Judged>();
        var sums = new Sums(rates, company.currency());
        var missing = new TreeMap<String, Currency>();
        for (var month : months.all()) {
            if (month.isBefore(now)) {
                judged.add(judged(month, pipeline.id(), filter, visibility, sums, missing));
            }
        }
        var shows = fields.sumsAmounts();
        sums.withoutRate().forEach(currency -> missing.put(currency.getCurrencyCode(), currency));
        var owners = new TreeSet<String>();
        judged.forEach(month -> {
            owners.addAll(month.expected().keySet());
            owners.addAll(month.came().keySet());
        });
        var names = names(owners);
        return new AccuracyReport(
                pipeline.id(),
                line(null, null, judged, sums, shows),
                owners.stream()
                        .map(owner -> line(owner, names.get(owner), judged, sums, shows))
                        .toList(),
                shows ? List.copyOf(missing.values()) : List.of());
    }

    private Map<String, String> names(TreeSet<String> owners) {
        return users
                .names(owners.stream().filter(Ids::isId).map(UserId::new).collect(Collectors.toSet()))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(name -> name.getKey().value(), Map.Entry::getValue));
    }

    /** What was expected of each owner and what came, in the company's currency, not rounded. */
    private record Judged(
            YearMonth month,
            @Nullable Snapshot snapshot,
            Map<String, BigDecimal> expected,
            Map<String, BigDecimal> came) {

        private static BigDecimal of(Map<String, BigDecimal> some, @Nullable String owner) {
            return owner == null
                    ? some.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)
                    : some.getOrDefault(owner, BigDecimal.ZERO);
        }

        ForecastError.Month figures(@Nullable String owner) {
            return new ForecastError.Month(of(expected, owner), of(came, owner));
        }
    }

    private Judged judged(
            YearMonth month,
            PipelineId pipeline,
            ReportFilter filter,
            Visibility visibility,
            Sums sums,
            Map<String, Currency> missing) {
        var snapshot = store.last(month.atDay(1)).orElse(null);
        var expected = new HashMap<String, BigDecimal>();
        if (snapshot != null) {
            for (var some : store.expected(snapshot, month, pipeline, filter, visibility)) {
                var rate = some.rate();
                if (rate == null) {
                    missing.put(some.currency().getCurrencyCode(), some.currency());
                } else {
                    expected.merge(some.owner(), converted(some, rate, snapshot, sums), BigDecimal::add);
                }
            }
        }
        var came = new HashMap<String, BigDecimal>();
        for (var some : reports.wonBy(pipeline, filter.during(month.atDay(1), month.atEndOfMonth()), visibility)) {
            came.merge(some.user(), sums.converted(some.sum(), some.currency(), some.on()), BigDecimal::add);
        }
        return new Judged(month, snapshot, expected, came);
    }

    /** At the rate that was kept; from there on where the company has another currency since. */
    private static BigDecimal converted(Expected some, BigDecimal rate, Snapshot snapshot, Sums sums) {
        return sums.converted(some.weighted().multiply(rate), snapshot.currency(), snapshot.on());
    }

    private static AccuracyReport.Line line(
            @Nullable String owner, @Nullable String name, List<Judged> judged, Sums sums, boolean shows) {
        var known = judged.stream()
                .filter(month -> month.snapshot() != null)
                .map(month -> month.figures(owner))
                .toList();
        return new AccuracyReport.Line(
                owner,
                name,
                shows ? ForecastError.of(known).orElse(null) : null,
                judged.stream().map(month -> month(month, owner, sums, shows)).toList());
    }

    private static AccuracyReport.Month month(Judged month, @Nullable String owner, Sums sums, boolean shows) {
        var snapshot = month.snapshot();
        var figures = month.figures(owner);
        return new AccuracyReport.Month(
                month.month().toString(),
                snapshot == null ? null : snapshot.on(),
                shows && snapshot != null ? sums.money(figures.forecast()) : null,
                shows ? sums.money(figures.actual()) : null);
    }
}
