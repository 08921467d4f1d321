package org.kithwork.funnel.internal.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a pipeline. */
public record PipelineId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public PipelineId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    public static Problem notFound() {
        return Problem.notFound(Message.of(PipelineId.class, "thing.pipeline"));
    }

    /** The id that a path or a command names. */
    public static PipelineId fromString(String value) {
        return new PipelineId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
