package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Faults;

/** What a report of months, written {@code 2026-03}, is asked for. */
public final class MonthQuery {

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

    @QueryParam("store")
    @Nullable
    StoreId store;

    @QueryParam("source")
    @Nullable
    String source;

    ReportFilter filter() {
        var faults = new Faults();
        var filter = new ReportFilter(pipeline, null, null, owner, store, faults.optionalText("/source", source, 60));
        faults.check();
        return filter;
    }
}
