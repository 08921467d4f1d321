package org.kithwork.intake.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a submission. */
public record SubmissionId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public SubmissionId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    public static Problem notFound() {
        return Problem.notFound(Message.of(SubmissionId.class, "thing.submission"));
    }

    /** The id that a path or a command names. */
    public static SubmissionId fromString(String value) {
        return new SubmissionId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
