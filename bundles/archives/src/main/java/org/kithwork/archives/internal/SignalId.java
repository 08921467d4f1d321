package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a signal that was found. */
public record SignalId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public SignalId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(SignalId.class, "thing.signal"));
    }

    /** The id that a path or a command names. */
    public static SignalId fromString(String value) {
        return new SignalId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
