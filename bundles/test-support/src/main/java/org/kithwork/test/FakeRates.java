package org.kithwork.test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.limit.RateLimits;

/** Counts in one window that begins anew when a test says so. */
public final class FakeRates implements RateLimits {

    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    @Override
    public boolean take(String what, String who, int most, Duration window) {
        return taken.merge(what + "\n" + who, 1, Integer::sum) <= most;
    }

    /** A new window for all. */
    public void begin() {
        taken.clear();
    }
}
