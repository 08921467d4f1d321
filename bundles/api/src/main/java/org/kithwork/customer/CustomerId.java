package org.kithwork.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Problem;

/** The one key that all modules share. */
public record CustomerId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public CustomerId {
        if (!Ids.isId(value)) {
            throw Problem.notFound("customer");
        }
    }

    /** The id that a path or a command names. */
    public static CustomerId fromString(String value) {
        return new CustomerId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
