package org.kithwork.core.internal.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;

/**
 * An event that one handler has not taken.
 *
 * @param queue what is kept in order: the customer or, where there is none, the record
 * @param attempts how often it was tried
 * @param reason why it failed last, without personal data
 */
public record ParkedEvent(
        String id,
        String handler,
        @JsonIgnore long position,
        String eventId,
        String eventType,
        @Nullable CustomerId customer,
        @JsonIgnore String queue,
        State state,
        int attempts,
        @Nullable String reason,
        Instant parkedAt) {

    /** What becomes of it. */
    public enum State {
        /** Tried again when its time comes. */
        RETRYING,
        /** Tried often enough; somebody has to look. */
        PARKED,
        /** Waits behind an earlier one of its customer. */
        WAITING,
        /** To be left out. */
        SKIPPED
    }
}
