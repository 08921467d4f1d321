package org.kithwork.funnel.internal.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a stage. */
public record StageId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public StageId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(StageId.class, "thing.stage"));
    }

    /** The id that a path or a command names. */
    public static StageId fromString(String value) {
        return new StageId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
