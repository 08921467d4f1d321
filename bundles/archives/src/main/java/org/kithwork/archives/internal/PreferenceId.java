package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a preference. */
public record PreferenceId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public PreferenceId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(PreferenceId.class, "thing.preference"));
    }

    /** The id that a path or a command names. */
    public static PreferenceId fromString(String value) {
        return new PreferenceId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
