package org.kithwork.funnel.internal.odds;

import java.time.Duration;
import java.util.List;

/** How long something has been in a stage, as coarsely as there is something to learn of. */
public final class Age {

    /** From so many days on, each. */
    public static final List<Integer> BUCKETS = List.of(0, 7, 14, 30, 60, 90);

    private Age() {}

    /** The last of these that a duration has come to. */
    static int bucket(Duration age) {
        return BUCKETS.stream()
                .filter(days -> Duration.ofDays(days).compareTo(age) <= 0)
                .reduce(0, Math::max);
    }
}
