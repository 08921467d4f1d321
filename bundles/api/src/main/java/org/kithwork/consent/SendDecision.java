package org.kithwork.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Message;

/**
 * Whether a message may go out.
 *
 * @param step the step that decided, 1 to 11; 0 where none spoke against it
 * @param reason its code and its sentence
 * @param until from when on to ask again, when delayed
 * @param contactPoint the id of the one to use, when allowed
 */
public record SendDecision(
        Outcome outcome,
        int step,
        Message reason,
        @Nullable Instant until,
        @Nullable String contactPoint) {

    /** What to do with the message. */
    public enum Outcome {
        ALLOWED,
        /** Ask again then; it is not lost. */
        DELAYED,
        REFUSED
    }

    public boolean isAllowed() {
        return outcome == Outcome.ALLOWED;
    }
}
