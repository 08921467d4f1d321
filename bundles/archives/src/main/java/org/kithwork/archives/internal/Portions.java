package org.kithwork.archives.internal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Goes through what is due a portion at a time, so that no read is large; what is left after many waits for the next time. */
final class Portions {

    private static final int PORTION = 100;
    private static final int MOST = 50;

    private Portions() {}

    /**
     * Does each of what is due.
     *
     * @param due so many at most of what is not done yet
     */
    static <T> void each(IntFunction<List<T>> due, Consumer<T> done) {
        for (int portion = 0; portion < MOST; portion++) {
            var some = due.apply(PORTION);
            some.forEach(done);
            if (some.size() < PORTION) {
                return;
            }
        }
    }
}
