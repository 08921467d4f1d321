package org.kithwork.funnel.internal.opportunity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.funnel.internal.pipeline.Move;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.text.Bilingual;

/**
 * A step of an opportunity, which never changes: the stages are named as they were then.
 *
 * @param step from 1 on
 * @param from {@code null} for the step by which it came up
 * @param move {@code null} for the same
 * @param reason why it was lost, by the key of the reason, or why it was opened again
 */
public record Transition(
        int step,
        PipelineId pipelineId,
        @Nullable StageId from,
        @Nullable Bilingual fromName,
        StageId to,
        Bilingual toName,
        StageKind toKind,
        @Nullable Move move,
        Instant at,
        ActorName by,
        @Nullable String reason) {

    /** The step by which an opportunity comes up. */
    static Transition first(Pipeline pipeline, Stage stage, Instant at, ActorName by) {
        return new Transition(1, pipeline.id(), null, null, stage.id(), stage.name(), stage.kind(), null, at, by, null);
    }

    /** A later one. */
    static Transition next(
            int step,
            Pipeline pipeline,
            Stage from,
            Stage to,
            Move move,
            Instant at,
            ActorName by,
            @Nullable String reason) {
        return new Transition(
                step, pipeline.id(), from.id(), from.name(), to.id(), to.name(), to.kind(), move, at, by, reason);
    }
}
