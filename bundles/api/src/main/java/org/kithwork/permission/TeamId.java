package org.kithwork.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Problem;

/** A team; a node of the team tree. */
public record TeamId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public TeamId {
        if (!Ids.isId(value)) {
            throw Problem.notFound("team");
        }
    }

    /** The id that a path or a command names. */
    public static TeamId fromString(String value) {
        return new TeamId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
