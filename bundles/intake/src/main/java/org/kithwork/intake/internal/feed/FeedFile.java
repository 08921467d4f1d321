package org.kithwork.intake.internal.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that was taken from the folder of a feed.
 *
 * @param name where it lies in {@code done} or {@code failed} when it has ended
 * @param importId the import of it; {@code null} where there was none
 * @param attempts how often it was imported and rows of it were refused
 * @param nextAt when it is tried again, while it waits
 * @param problem why it could not be read; {@code null} where it could
 */
public record FeedFile(
        String id,
        FeedId feedId,
        String name,
        State state,
        @Nullable String importId,
        @Nullable String problem,
        long created,
        long updated,
        long unchanged,
        long refused,
        int attempts,
        @Nullable Instant nextAt,
        Instant takenAt,
        @Nullable Instant endedAt) {

    /** What becomes of it. */
    public enum State {
        TAKEN,
        /** Rows of it were refused, and are tried again: what they need may come later. */
        WAITING,
        DONE,
        /** Not read, or rows of it were refused: the report beside it says which. */
        FAILED
    }
}
