package org.kithwork.bench.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks again and again until something is so. */
public final class Waiting {

    private Waiting() {}

    /** Answers the seconds it took, or fails with what was waited for. */
    public static double until(String what, Duration longest, Duration pause, BooleanSupplier reached) {
        long start = System.nanoTime();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new IllegalStateException("no " + what + " within " + longest.toSeconds() + " s");
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    public static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
