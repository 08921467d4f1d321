package org.kithwork.funnel.internal.opportunity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names an opportunity. */
public record OpportunityId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public OpportunityId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    /** What is said of one that is not there. */
    public static Problem notFound() {
        return Problem.notFound(Message.of(OpportunityId.class, "thing.opportunity"));
    }

    /** The id that a path or a command names. */
    public static OpportunityId fromString(String value) {
        return new OpportunityId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
