package org.kithwork.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Problem;

/** A person who signs in. */
public record UserId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public UserId {
        if (!Ids.isId(value)) {
            throw Problem.notFound("user");
        }
    }

    /** The id that a path or a command names. */
    public static UserId fromString(String value) {
        return new UserId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
