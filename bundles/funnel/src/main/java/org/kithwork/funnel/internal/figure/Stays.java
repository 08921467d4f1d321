package org.kithwork.funnel.internal.figure;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long an opportunity was in each stage: the sum of all its stays, that which goes on counted until now. */
public final class Stays {

    private Stays() {}

    /** An entry into a stage. */
    public record Entry(String stage, Instant at) {}

    /**
     * Adds up.
     *
     * @param entries in the order of time; one into the stage it is in already changes nothing
     * @param end when the last stay ended; now where it goes on
     */
    public static Map<String, Duration> of(List<Entry> entries, Instant end) {
        var stays = new LinkedHashMap<String, Duration>();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var left = i + 1 < entries.size() ? entries.get(i + 1).at() : end;
            stays.merge(entry.stage(), Duration.between(entry.at(), left), Duration::plus);
        }
        return stays;
    }
}
