package org.kithwork.funnel.internal.report;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.figure.Expectation;
import org.kithwork.funnel.internal.opportunity.OpportunityFields;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.report.ConversionReport.Step;
import org.kithwork.funnel.internal.report.WhatIfReport.Range;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.ReportStore;
import org.kithwork.funnel.internal.store.ReportStore.Worth;
import org.kithwork.money.CurrencyRates;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what would come of what is open if a stage let more of it go on. */
@Component(service = WhatIfs.class)
public final class WhatIfs {

    private static final int MOST = 100;

    private final AccessControl access;
    private final Reports reports;
    private final PipelineStore pipelines;
    private final ReportStore store;
    private final OpportunityFields fields;
    private final CurrencyRates rates;
    private final Company company;
    private final Clock clock;

    @Activate
    public WhatIfs(
            @Reference AccessControl access,
            @Reference Reports reports,
            @Reference PipelineStore pipelines,
            @Reference ReportStore store,
            @Reference OpportunityFields fields,
            @Reference CurrencyRates rates,
            @Reference Company company,
            @Reference Clock clock) {
        this.access = access;
        this.reports = reports;
        this.pipelines = pipelines;
        this.store = store;
        this.fields = fields;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
    }

    /**
     * What is expected now, and with so many points more at a stage.
     *
     * @param stage an open one of the pipeline
     * @param points of a hundred, from −100 to 100
     */
    public WhatIfReport of(ReportFilter filter, @Nullable StageId stage, @Nullable Integer points) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var pipeline = pipelines.chosen(filter.pipeline()).orElseThrow(PipelineId::notFound);
        var faults = new Faults();
        var place = place(pipeline, stage);
        if (place < 0) {
            faults.add("/stage", stage == null ? "required" : "id-invalid");
        }
        if (points == null || points < -MOST || points > MOST) {
            faults.add("/points", message("points-range"));
        }
        faults.check();
        if (stage == null || points == null) {
            throw new IllegalStateException("A query without faults has a stage and points");
        }
        var closed = reports.conversion(filter).closed();
        var steps = steps(pipeline, closed.steps());
        var conversion = steps.get(place);
        var changed = conversion
                .add(BigDecimal.valueOf(points, 2))
                .max(BigDecimal.ZERO)
                .min(BigDecimal.ONE);
        var others = new ArrayList<>(steps);
        others.set(place, changed);
        var shows = fields.sumsAmounts();
        var worths = shows ? store.worth(pipeline.id(), filter, visibility) : List.<Worth>of();
        var sums = new Sums(rates, company.currency());
        var today = LocalDate.ofInstant(clock.instant(), company.zone());
        var now = expectation(pipeline, worths, steps, sums, today);
        var then = expectation(pipeline, worths, others, sums, today);
        return new WhatIfReport(
                pipeline.id(),
                stage,
                points,
                conversion,
                changed,
                shows ? range(now, sums) : null,
                shows ? range(then, sums) : null,
                shows ? sums.money(then.mean().subtract(now.mean())) : null,
                closed.created(),
                today,
                sums.withoutRate());
    }

    /** Where an open stage stands on the way; below zero for any other one. */
    private static int place(Pipeline pipeline, @Nullable StageId stage) {
        var place = pipeline.path().stream().map(Stage::id).toList().indexOf(stage);
        return place == pipeline.path().size() - 1 ? -1 : place;
    }

    private static List<BigDecimal> steps(Pipeline pipeline, List<Step> told) {
        var steps = new ArrayList<BigDecimal>();
        for (int i = 0; i + 1 < pipeline.path().size(); i++) {
            var onward = told.get(i).onward();
            if (onward == null) {
                throw Problem.conflict(message("conversion-unknown"));
            }
            steps.add(onward);
        }
        return steps;
    }

    private static Expectation expectation(
            Pipeline pipeline, List<Worth> worths, List<BigDecimal> steps, Sums sums, LocalDate today) {
        var path = pipeline.path().stream().map(Stage::id).toList();
        var all = Expectation.NOTHING;
        for (var worth : worths) {
            var from = path.indexOf(worth.stage());
            if (from >= 0) {
                var currency = worth.currency();
                // Twice for the squares: a variance changes by the square of the rate.
                var squares = sums.converted(sums.converted(worth.squares(), currency, today), currency, today);
                all = all.plus(Expectation.of(
                        sums.converted(worth.sum(), currency, today), squares, Expectation.onward(steps, from)));
            }
        }
        return all;
    }

    private static Range range(Expectation expectation, Sums sums) {
        return new Range(sums.money(expectation.mean()), sums.money(expectation.low()), sums.money(expectation.high()));
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(WhatIfs.class, code, arguments);
    }
}
