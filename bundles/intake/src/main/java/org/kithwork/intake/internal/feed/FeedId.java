package org.kithwork.intake.internal.feed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.FormId;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a feed. */
public record FeedId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public FeedId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    public static Problem notFound() {
        return Problem.notFound(Message.of(FormId.class, "thing.feed"));
    }

    /** The id that a path or a command names. */
    public static FeedId fromString(String value) {
        return new FeedId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
