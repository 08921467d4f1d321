package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a follow-up. */
public record FollowUpId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public FollowUpId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(FollowUpId.class, "thing.follow-up"));
    }

    /** The id that a path or a command names. */
    public static FollowUpId fromString(String value) {
        return new FollowUpId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
