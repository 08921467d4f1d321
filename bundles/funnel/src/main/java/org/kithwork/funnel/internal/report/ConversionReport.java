package org.kithwork.funnel.internal.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;

/**
 * How far the opportunities that came up in a period have come.
 *
 * @param soFar of all of them, those that are still open included
 * @param closed of those alone that are decided
 */
public record ConversionReport(PipelineId pipelineId, Cohort soFar, Cohort closed) {

    /**
     * How far some opportunities have come.
     *
     * @param created how many there are
     * @param open how many of them are not decided
     * @param weakest the stage that the smallest share leaves for the next one; {@code null} where there is no share
     */
    public record Cohort(
            long created,
            long open,
            List<Step> steps,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal overall,

            @Nullable StageId weakest) {

        public Cohort {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A stage on the way.
     *
     * @param reached how many were ever in it or further
     * @param onward the share of these that reached the next one; {@code null} for the last one and where there are none
     */
    public record Step(
            StageId stageId,
            long reached,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal onward) {}
}
