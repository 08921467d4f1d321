package org.kithwork.funnel.internal.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;

/**
 * Of which opportunities a report tells.
 *
 * @param pipeline the first one that is in use where none is named
 * @param from the first day of the period, in the company's zone
 * @param until the last day of the period
 */
public record ReportFilter(
        @Nullable PipelineId pipeline,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable UserId owner,
        @Nullable StoreId store,
        @Nullable String source) {

    /** All of the first pipeline. */
    public static final ReportFilter ALL = new ReportFilter(null, null, null, null, null, null);
}
