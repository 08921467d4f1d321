package org.kithwork.intake.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a form. */
public record FormId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public FormId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    public static Problem notFound() {
        return Problem.notFound(Message.of(FormId.class, "thing.form"));
    }

    /** The id that a path or a command names. */
    public static FormId fromString(String value) {
        return new FormId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
