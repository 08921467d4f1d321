package org.kithwork.core.internal.outbound.mail;

import java.time.Duration;
import java.time.Instant;

/** When a mail is tried again: each time after twice as long, never more than two hours, for a day. */
final class Retries {

    static final Duration PATIENCE = Duration.ofDays(1);

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final int DOUBLINGS = 7;

    private Retries() {}

    /** The time of the next try after this many. */
    static Instant after(int attempts, Instant now) {
        var wait = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        return now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }
}
