package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Teams;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.forecast.AccuracyReport;
import org.kithwork.funnel.internal.forecast.ForecastReport;
import org.kithwork.funnel.internal.forecast.Forecasts;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.report.ConversionReport;
import org.kithwork.funnel.internal.report.CycleReport;
import org.kithwork.funnel.internal.report.CycleReport.Grouping;
import org.kithwork.funnel.internal.report.DecisionReport;
import org.kithwork.funnel.internal.report.LossReport;
import org.kithwork.funnel.internal.report.ReportTables;
import org.kithwork.funnel.internal.report.Reports;
import org.kithwork.funnel.internal.report.StageReport;
import org.kithwork.funnel.internal.report.WhatIfReport;
import org.kithwork.funnel.internal.report.WhatIfs;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Returns;
import org.kithwork.text.CsvTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What became of opportunities, counted. Each report is there as a table in CSV as well. */
@Component(service = ReportsResource.class)
@JakartarsResource
@Path("funnel/reports")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportsResource {

    private final Reports reports;
    private final Forecasts forecasts;
    private final WhatIfs whatIfs;
    private final ReportTables tables;
    private final Teams teams;

    @Activate
    public ReportsResource(
            @Reference Reports reports,
            @Reference Forecasts forecasts,
            @Reference WhatIfs whatIfs,
            @Reference ReportTables tables,
            @Reference Teams teams) {
        this.whatIfs = whatIfs;
        this.reports = reports;
        this.forecasts = forecasts;
        this.tables = tables;
        this.teams = teams;
    }

    /** How far those have come that came up in the period. */
    @GET
    @Path("conversion")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public ConversionReport conversion(@BeanParam ReportQuery query) {
        return reports.conversion(query.filter(teams));
    }

    @GET
    @Path("conversion.csv")
    @Produces("text/csv")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    @Returns(byte[].class)
    public Response conversionTable(@BeanParam ReportQuery query) {
        return file("conversion", tables.of(reports.conversion(query.filter(teams))));
    }

    /** What was decided in the period, and at what pace. */
    @GET
    @Path("decisions")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public DecisionReport decisions(@BeanParam ReportQuery query) {
        return reports.decisions(query.filter(teams));
    }

    @GET
    @Path("decisions.csv")
    @Produces("text/csv")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    @Returns(byte[].class)
    public Response decisionTable(@BeanParam ReportQuery query) {
        return file("decisions", tables.of(reports.decisions(query.filter(teams))));
    }

    /** How long it took to win what was won in the period; by owner where nothing else is asked for. */
    @GET
    @Path("cycle")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public CycleReport cycle(@BeanParam ReportQuery query, @QueryParam("by") @Nullable String by) {
        return reports.cycle(query.filter(teams), grouping(by));
    }

    @GET
    @Path("cycle.csv")
    @Produces("text/csv")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    @Returns(byte[].class)
    public Response cycleTable(@BeanParam ReportQuery query, @QueryParam("by") @Nullable String by) {
        return file("cycle", tables.of(reports.cycle(query.filter(teams), grouping(by))));
    }

    /** Why what was lost in the period was lost, and to whom. */
    @GET
    @Path("losses")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public LossReport losses(@BeanParam ReportQuery query) {
        return reports.losses(query.filter(teams));
    }

    @GET
    @Path("losses.csv")
    @Produces("text/csv")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    @Returns(byte[].class)
    public Response lossTable(@BeanParam ReportQuery query) {
        return file("losses", tables.of(reports.losses(query.filter(teams))));
    }

    /** How long those that came up in the period were in each stage. */
    @GET
    @Path("stages")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public StageReport stages(@BeanParam ReportQuery query) {
        return reports.stages(query.filter(teams));
    }

    @GET
    @Path("stages.csv")
    @Produces("text/csv")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    @Returns(byte[].class)
    public Response stageTable(@BeanParam ReportQuery query) {
        return file("stages", tables.of(reports.stages(query.filter(teams))));
    }

    /** What is expected of the current month and those after it, by category. */
    @GET
    @Path("forecast")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public ForecastReport forecast(@BeanParam ReportQuery query) {
        return forecasts.forecast(query.anytime(teams), query.from, query.until);
    }

    @GET
    @Path("forecast.csv")
    @Produces("text/csv")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    @Returns(byte[].class)
    public Response forecastTable(@BeanParam ReportQuery query) {
        return file("forecast", tables.of(forecasts.forecast(query.anytime(teams), query.from, query.until)));
    }

    /** How far the forecasts of past months were from what came. */
    @GET
    @Path("accuracy")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public AccuracyReport accuracy(@BeanParam ReportQuery query) {
        return forecasts.accuracy(query.anytime(teams), query.from, query.until);
    }

    @GET
    @Path("accuracy.csv")
    @Produces("text/csv")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    @Returns(byte[].class)
    public Response accuracyTable(@BeanParam ReportQuery query) {
        return file("accuracy", tables.of(forecasts.accuracy(query.anytime(teams), query.from, query.until)));
    }

    /** What the open ones would come to with so many points more of conversion at a stage, by the conversion of the decided ones. */
    @GET
    @Path("what-if")
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public WhatIfReport whatIf(
            @BeanParam ReportQuery query,
            @QueryParam("stage") @Nullable StageId stage,
            @QueryParam("points") @Nullable Integer points) {
        return whatIfs.of(query.filter(teams), stage, points);
    }

    private static Grouping grouping(@Nullable String said) {
        var faults = new Faults();
        var by = faults.choice("/by", said, Grouping.class);
        faults.check();
        return by == null ? Grouping.OWNER : by;
    }

    private static Response file(String name, CsvTable table) {
        return Response.ok(table.bytes(), "text/csv;charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
