package org.kithwork.web.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Reads a body that has to come in at a rate of 1 KiB a second, taken from its beginning and after the first ten seconds:
 * who sends more slowly keeps a thread from others.
 */
final class BodyRate {

    private static final long LEAST = 1024;
    private static final long GRACE = Duration.ofSeconds(10).toNanos();
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final InputStream from;
    private final LongSupplier nanos;
    private final long begun;
    private long bytes;

    BodyRate(InputStream from, LongSupplier nanos) {
        this.from = from;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    static BodyRate of(InputStream from) {
        return new BodyRate(from, System::nanoTime);
    }

    /** As {@link InputStream#read(byte[])}; refuses a body that is too slow with {@code too-slow}. */
    int read(byte[] buffer) throws IOException {
        var count = from.read(buffer);
        bytes += Math.max(0, count);
        var taken = nanos.getAsLong() - begun;
        if (count >= 0 && taken > GRACE && bytes < LEAST * (taken / SECOND)) {
            throw new Refusal(Failure.ofStatus(408));
        }
        return count;
    }

    /** Reads on for at most ten seconds and forgets what came; whether that was the end of the body. */
    boolean skip() throws IOException {
        var buffer = new byte[16 * 1024];
        while (nanos.getAsLong() - begun <= GRACE) {
            if (from.read(buffer) < 0) {
                return true;
            }
        }
        return false;
    }
}
