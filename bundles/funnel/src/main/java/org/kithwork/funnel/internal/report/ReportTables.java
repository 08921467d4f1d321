package org.kithwork.funnel.internal.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.forecast.AccuracyReport;
import org.kithwork.funnel.internal.forecast.ForecastReport;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.report.ConversionReport.Cohort;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.money.Money;
import org.kithwork.text.CsvTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes tables of reports. */
@Component(service = ReportTables.class)
public final class ReportTables {

    private final PipelineStore pipelines;

    @Activate
    public ReportTables(@Reference PipelineStore pipelines) {
        this.pipelines = pipelines;
    }

    public CsvTable of(ConversionReport report) {
        var table = new CsvTable("opportunities", "stageId", "zh", "en", "reached", "onward", "weakest");
        var stages = stages(report.pipelineId());
        add(table, "soFar", report.soFar(), stages);
        add(table, "closed", report.closed(), stages);
        return table;
    }

    private static void add(CsvTable table, String which, Cohort cohort, Map<StageId, Stage> stages) {
        for (var step : cohort.steps()) {
            var stage = stages.get(step.stageId());
            table.row(Arrays.asList(
                    which,
                    step.stageId(),
                    stage == null ? null : stage.name().zh(),
                    stage == null ? null : stage.name().en(),
                    step.reached(),
                    step.onward(),
                    step.stageId().equals(cohort.weakest()) ? "yes" : ""));
        }
    }

    private Map<StageId, Stage> stages(PipelineId pipeline) {
        return pipelines.find(pipeline).map(found -> found.stages()).orElse(List.of()).stream()
                .collect(Collectors.toMap(Stage::id, Function.identity()));
    }

    public CsvTable of(DecisionReport report) {
        return new CsvTable(
                        "won",
                        "lost",
                        "open",
                        "currency",
                        "wonValue",
                        "lostValue",
                        "winRate",
                        "winRateByValue",
                        "meanWon",
                        "meanDaysWon",
                        "medianDaysWon",
                        "meanDaysLost",
                        "velocity")
                .row(Arrays.asList(
                        report.won(),
                        report.lost(),
                        report.open(),
                        currency(report.wonValue()),
                        amount(report.wonValue()),
                        amount(report.lostValue()),
                        report.winRate(),
                        report.winRateByValue(),
                        amount(report.meanWon()),
                        report.meanDaysWon(),
                        report.medianDaysWon(),
                        report.meanDaysLost(),
                        amount(report.velocity())));
    }

    public CsvTable of(CycleReport report) {
        var table = new CsvTable("group", "name", "won", "meanDays", "medianDays");
        table.row(Arrays.asList(
                "all",
                null,
                report.all().won(),
                report.all().mean(),
                report.all().median()));
        report.groups()
                .forEach(group -> table.row(
                        Arrays.asList(group.group(), group.name(), group.won(), group.mean(), group.median())));
        return table;
    }

    public CsvTable of(LossReport report) {
        var table = new CsvTable("reason", "competitor", "count", "currency", "value");
        report.items()
                .forEach(loss -> table.row(Arrays.asList(
                        loss.reason(), loss.competitor(), loss.count(), currency(loss.value()), amount(loss.value()))));
        return table;
    }

    public CsvTable of(StageReport report) {
        var table = new CsvTable(
                "stageId",
                "zh",
                "en",
                "passed",
                "meanDays",
                "medianDays",
                "percentile80Days",
                "running",
                "runningDays");
        var stages = stages(report.pipelineId());
        for (var line : report.stages()) {
            var stage = stages.get(line.stageId());
            table.row(Arrays.asList(
                    line.stageId(),
                    stage == null ? null : stage.name().zh(),
                    stage == null ? null : stage.name().en(),
                    line.passed(),
                    line.mean(),
                    line.median(),
                    line.percentile(),
                    line.running(),
                    line.runningMean()));
        }
        return table;
    }

    public CsvTable of(ForecastReport report) {
        var table = new CsvTable("month", "forecast", "count", "currency", "sum", "weighted");
        for (var month : report.months()) {
            table.row(Arrays.asList(
                    month.month(),
                    "WON",
                    month.won(),
                    currency(month.wonValue()),
                    amount(month.wonValue()),
                    amount(month.wonValue())));
            month.open()
                    .forEach(line -> table.row(Arrays.asList(
                            month.month(),
                            line.forecast(),
                            line.count(),
                            currency(line.sum()),
                            amount(line.sum()),
                            amount(line.weighted()))));
        }
        return table;
    }

    public CsvTable of(AccuracyReport report) {
        var table = new CsvTable("owner", "name", "month", "snapshotOn", "currency", "forecast", "actual", "wape");
        add(table, "all", report.all());
        report.owners().forEach(line -> add(table, line.owner(), line));
        return table;
    }

    private static void add(CsvTable table, @Nullable String owner, AccuracyReport.Line line) {
        for (var month : line.months()) {
            table.row(Arrays.asList(
                    owner,
                    line.name(),
                    month.month(),
                    month.snapshotOn(),
                    currency(month.actual()),
                    amount(month.forecast()),
                    amount(month.actual()),
                    line.wape()));
        }
    }

    private static @Nullable Object amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static @Nullable Object currency(@Nullable Money money) {
        return money == null ? null : money.currency().getCurrencyCode();
    }
}
