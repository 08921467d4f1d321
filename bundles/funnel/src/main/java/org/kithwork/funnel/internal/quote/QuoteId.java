package org.kithwork.funnel.internal.quote;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names one version of a quote. */
public record QuoteId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public QuoteId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(QuoteId.class, "thing.quote"));
    }

    /** The id that a path or a command names. */
    public static QuoteId fromString(String value) {
        return new QuoteId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
