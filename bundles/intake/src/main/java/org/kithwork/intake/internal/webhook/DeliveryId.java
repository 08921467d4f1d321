package org.kithwork.intake.internal.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.FormId;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a delivery. */
public record DeliveryId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public DeliveryId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    public static Problem notFound() {
        return Problem.notFound(Message.of(FormId.class, "thing.delivery"));
    }

    /** The id that a path or a command names. */
    public static DeliveryId fromString(String value) {
        return new DeliveryId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
