package org.kithwork.funnel.internal.lead;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a lead. */
public record LeadId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public LeadId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(LeadId.class, "thing.lead"));
    }

    /** The id that a path or a command names. */
    public static LeadId fromString(String value) {
        return new LeadId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
