package org.kithwork.funnel.internal.pool;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a pool. */
public record PoolId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public PoolId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(PoolId.class, "thing.pool"));
    }

    /** The id that a path or a command names. */
    public static PoolId fromString(String value) {
        return new PoolId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
