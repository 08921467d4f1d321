package org.kithwork.funnel.internal.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;

/** How long the opportunities that came up in a period were in each open stage, all stays of one together, in days of twenty-four hours. */
public record StageReport(PipelineId pipelineId, List<Line> stages) {

    public StageReport {
        stages = List.copyOf(stages);
    }

    /**
     * A stage.
     *
     * @param passed how many were in it and are elsewhere now
     * @param percentile what four of five of these did not exceed
     * @param running how many are in it
     * @param runningMean how long these have been in it until now
     */
    public record Line(
            StageId stageId,
            long passed,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal mean,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal median,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal percentile,

            long running,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal runningMean) {}
}
