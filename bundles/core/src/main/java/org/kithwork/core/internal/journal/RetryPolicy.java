package org.kithwork.core.internal.journal;

import java.time.Duration;
import java.util.List;

/**
 * How long to be patient with a failing handler.
 *
 * @param waits the waits before the second try, the third, and so on; after the last one the event is parked
 * @param doubtAfter after so many failing events in a row it is the handler that is broken, rather than the events
 * @param doubtWait how long a broken handler rests between two events
 */
public record RetryPolicy(List<Duration> waits, int doubtAfter, Duration doubtWait) {

    public static final RetryPolicy DEFAULT = new RetryPolicy(
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10)),
            20,
            Duration.ofMinutes(1));

    public RetryPolicy {
        waits = List.copyOf(waits);
    }

    /** Whether it is given up after so many attempts. */
    public boolean isLast(int attempts) {
        return attempts > waits.size();
    }

    /** The wait after so many attempts. */
    public Duration after(int attempts) {
        return waits.isEmpty() ? Duration.ZERO : waits.get(Math.min(attempts, waits.size()) - 1);
    }
}
