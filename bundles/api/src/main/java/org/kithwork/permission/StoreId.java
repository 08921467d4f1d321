package org.kithwork.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Problem;

/** A store, hotel, restaurant or station; a node of the store tree. */
public record StoreId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public StoreId {
        if (!Ids.isId(value)) {
            throw Problem.notFound("store");
        }
    }

    /** The id that a path or a command names. */
    public static StoreId fromString(String value) {
        return new StoreId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
