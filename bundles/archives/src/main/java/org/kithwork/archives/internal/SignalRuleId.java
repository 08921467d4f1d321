package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a rule that finds signals. */
public record SignalRuleId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public SignalRuleId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(SignalRuleId.class, "thing.signal-rule"));
    }

    /** The id that a path or a command names. */
    public static SignalRuleId fromString(String value) {
        return new SignalRuleId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
