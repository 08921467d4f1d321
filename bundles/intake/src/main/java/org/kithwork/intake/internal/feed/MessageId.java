package org.kithwork.intake.internal.feed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.FormId;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a message. */
public record MessageId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public MessageId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    public static Problem notFound() {
        return Problem.notFound(Message.of(FormId.class, "thing.message"));
    }

    /** The id that a path or a command names. */
    public static MessageId fromString(String value) {
        return new MessageId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
