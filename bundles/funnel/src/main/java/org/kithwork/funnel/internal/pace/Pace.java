package org.kithwork.funnel.internal.pace;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;

/** How long opportunities usually are in each open stage of a pipeline. */
public record Pace(PipelineId pipelineId, List<OfStage> stages) {

    public Pace {
        stages = List.copyOf(stages);
    }

    /**
     * What is usual in a stage, in days of twenty-four hours.
     *
     * @param stays how many opportunities have left it
     * @param typicalDays the median; {@code null} while too few have left it to say anything
     * @param slowDays what four of five did not exceed; what is there for longer is stuck; {@code null} likewise
     */
    public record OfStage(
            StageId stageId,
            long stays,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal typicalDays,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal slowDays) {}
}
