package org.kithwork.intake.internal.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that came in.
 *
 * @param messageId the id that the sender gave it
 * @param attempts how often it was tried
 * @param nextAt when it is tried again, while it waits
 * @param faults why rows of it were refused; empty for those who may not see what was sent, and once all is done
 * @param refused how many rows were refused
 */
public record Message(
        MessageId id,
        FeedId feedId,
        String messageId,
        State state,
        int attempts,
        @Nullable Instant nextAt,
        int rows,
        int imported,
        int refused,
        List<RowFault> faults,
        Instant receivedAt,
        @Nullable Instant doneAt) {

    /** What becomes of it. */
    public enum State {
        /** Kept, and looked at in a moment. */
        RECEIVED,
        /** Something in it was refused, which another try may mend: what it needs may come later. */
        WAITING,
        DONE,
        /** Given up, until a person has it tried again. */
        FAILED
    }

    /**
     * Why a row was refused.
     *
     * @param row its number in the message, from 1
     * @param place what the sender calls the value at fault
     */
    public record RowFault(int row, String code, @Nullable String place, String en, String zh) {}

    public Message {
        faults = List.copyOf(faults);
    }
}
