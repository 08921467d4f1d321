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
 * @param wishes how the customer likes to be reached, if he said so; advice, unless the request asks to keep to it
 */
public record SendDecision(
        Outcome outcome,
        int step,
        Message reason,
        @Nullable Instant until,
        @Nullable String contactPoint,
        @Nullable Wishes wishes) {

    /**
     * How a customer likes to be reached.
     *
     * @param channel the one that he likes best
     * @param from when the hours begin next that he likes; absent inside them, and where he named none
     */
    public record Wishes(
            @Nullable Channel channel, @Nullable Instant from) {}

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
