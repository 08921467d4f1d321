package org.kithwork.intake.internal.webhook;

import java.time.Duration;

/** How long to wait after tries that came to nothing: each time twice as long, never more than four hours. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final int DOUBLINGS = 9;
    private static final int SPREAD = 400;

    private Backoff() {}

    /** The wait after this many tries; up to a fifth more or less, so that what failed together comes apart. */
    static Duration after(int attempts, String id) {
        var doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        var wait = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        var share = 800 + Math.floorMod((id + attempts).hashCode(), SPREAD + 1);
        return wait.multipliedBy(share).dividedBy(1000);
    }
}
