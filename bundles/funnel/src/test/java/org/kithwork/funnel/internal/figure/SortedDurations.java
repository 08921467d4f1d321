package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is told of durations that are all there and sorted: what the product counts has to be the same. */
public final class SortedDurations {

    private final List<Duration> sorted;

    public SortedDurations(Collection<Duration> durations) {
        sorted = durations.stream().sorted().toList();
    }

    public Optional<BigDecimal> mean() {
        return Durations.mean(sorted.stream().reduce(Duration.ZERO, Duration::plus), sorted.size());
    }

    public Optional<BigDecimal> median() {
        return percentile(50);
    }

    public Optional<BigDecimal> percentile(int percent) {
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        var below = (int) Durations.below(percent, sorted.size());
        var around = sorted.subList(below, Math.min(below + 2, sorted.size()));
        return Optional.of(Durations.days(Durations.percentile(percent, sorted.size(), around)));
    }
}
