package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Teams;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Faults;

/** What a report is asked for: {@code from} and {@code until} are days, or months written {@code 2026-03}, as the report says. */
public final class ReportQuery {

    @QueryParam("pipeline")
    @Nullable
    PipelineId pipeline;

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("until")
    @Nullable
    String until;

    @QueryParam("owner")
    @Nullable
    UserId owner;

    /** With the teams below it. */
    @QueryParam("team")
    @Nullable
    TeamId team;

    @QueryParam("store")
    @Nullable
    StoreId store;

    @QueryParam("source")
    @Nullable
    String source;

    /** With a first and a last day. */
    ReportFilter filter(Teams teams) {
        var faults = new Faults();
        var filter = filter(teams, faults, faults.day("/from", from), faults.day("/until", until));
        faults.check();
        return filter;
    }

    /** Without days, for a report whose first and last are months. */
    ReportFilter anytime(Teams teams) {
        var faults = new Faults();
        var filter = filter(teams, faults, null, null);
        faults.check();
        return filter;
    }

    private ReportFilter filter(Teams teams, Faults faults, @Nullable LocalDate first, @Nullable LocalDate last) {
        return new ReportFilter(
                pipeline,
                first,
                last,
                ReportFilter.owners(owner, team, teams),
                store,
                faults.optionalText("/source", source, 60));
    }
}
