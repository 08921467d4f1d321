package org.kithwork.archives.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/**
 * Something that a customer needs and that we want to remember until it is met.
 *
 * @param text {@code null} where it is hidden from whoever looks
 * @param source how we know: a word such as {@code counter}
 * @param at when it came up
 * @param outcome how it was met, or why it was dropped
 * @param by who wrote it down
 * @param reminder {@code null} where nobody was reminded of it yet
 */
public record Need(
        NeedId id,
        long version,
        CustomerId customerId,
        @Nullable String text,
        @Nullable String source,
        Instant at,
        NeedState state,
        @Nullable Instant closedAt,
        @Nullable String outcome,
        ActorName by,
        @Nullable Reminder reminder) {

    /** The same in another version. */
    public Need withVersion(long current) {
        return new Need(id, current, customerId, text, source, at, state, closedAt, outcome, by, reminder);
    }

    /** The same with these words. */
    Need saying(@Nullable String shownText, @Nullable String shownOutcome) {
        return new Need(id, version, customerId, shownText, source, at, state, closedAt, shownOutcome, by, reminder);
    }
}
