package org.kithwork.core.internal.outbound;

import java.time.Duration;
import org.kithwork.outbound.OutboundException;
import org.kithwork.outbound.OutboundException.Reason;

/** How much time a call still has, all its hops together; counted by a clock that nobody sets. */
final class Deadline {

    private final long end;

    Deadline(Duration patience) {
        end = System.nanoTime() + patience.toNanos();
    }

    /** What is left. */
    Duration left() {
        var left = Duration.ofNanos(end - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw timedOut();
        }
        return left;
    }

    boolean isOver() {
        return end - System.nanoTime() <= 0;
    }

    static OutboundException timedOut() {
        return Failure.of(Reason.TIMED_OUT, "timed-out");
    }
}
