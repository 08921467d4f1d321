package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a need. */
public record NeedId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public NeedId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(NeedId.class, "thing.need"));
    }

    /** The id that a path or a command names. */
    public static NeedId fromString(String value) {
        return new NeedId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
