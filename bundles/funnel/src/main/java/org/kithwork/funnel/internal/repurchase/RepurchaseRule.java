package org.kithwork.funnel.internal.repurchase;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;

/**
 * Whether and when opportunities of a pipeline come up by themselves.
 *
 * @param stageId where they begin
 * @param title what they are called
 * @param factor after so many expected gaps; 1 as soon as the gap is over
 * @param leastDays only of who bought on so many days at least
 */
public record RepurchaseRule(
        PipelineId pipelineId,
        StageId stageId,
        String title,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal factor,
        int leastDays,
        boolean active) {}
