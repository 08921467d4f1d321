package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.permission.StoreId;
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

    @QueryParam("store")
    @Nullable
    StoreId store;

    @QueryParam("source")
    @Nullable
    String source;

    /** With a first and a last day. */
    ReportFilter filter() {
        var faults = new Faults();
        var filter = filter(faults, faults.day("/from", from), faults.day("/until", until));
        faults.check();
        return filter;
    }

    /** Without days, for a report whose first and last are months. */
    ReportFilter anytime() {
        var faults = new Faults();
        var filter = filter(faults, null, null);
        faults.check();
        return filter;
    }

    private ReportFilter filter(Faults faults, @Nullable LocalDate first, @Nullable LocalDate last) {
        return new ReportFilter(pipeline, first, last, owner, store, faults.optionalText("/source", source, 60));
    }
}
