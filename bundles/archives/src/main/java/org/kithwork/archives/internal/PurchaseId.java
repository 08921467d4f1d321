package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a purchase. */
public record PurchaseId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public PurchaseId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(PurchaseId.class, "thing.purchase"));
    }

    /** The id that a path or a command names. */
    public static PurchaseId fromString(String value) {
        return new PurchaseId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
