package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names an interaction. */
public record InteractionId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public InteractionId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(InteractionId.class, "thing.interaction"));
    }

    /** The id that a path or a command names. */
    public static InteractionId fromString(String value) {
        return new InteractionId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
