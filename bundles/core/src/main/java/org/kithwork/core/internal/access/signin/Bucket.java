package org.kithwork.core.internal.access.signin;

import java.time.Duration;
import java.time.Instant;

/** So many at once, and then so many a second. */
final class Bucket {

    private final int size;
    private final double perSecond;
    private final SteadyTime time;
    private double left;
    private Instant filledAt;

    Bucket(int size, double perSecond, SteadyTime time) {
        this.size = size;
        this.perSecond = perSecond;
        this.time = time;
        this.left = size;
        this.filledAt = time.now();
    }

    /** Takes one; {@code false} when it is empty. */
    synchronized boolean take() {
        var now = time.now();
        left = Math.min(size, left + Duration.between(filledAt, now).toMillis() * perSecond / 1_000);
        filledAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    synchronized void giveBack() {
        left = Math.min(size, left + 1);
    }
}
