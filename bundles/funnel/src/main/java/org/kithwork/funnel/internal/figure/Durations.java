package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is told of many durations, in days of twenty-four hours. Figures of nothing are none. */
public final class Durations {

    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    private final List<Duration> sorted;

    public Durations(Collection<Duration> durations) {
        sorted = durations.stream().sorted().toList();
    }

    public Optional<BigDecimal> mean() {
        return mean(sorted.stream().reduce(Duration.ZERO, Duration::plus), sorted.size());
    }

    /** The mean of some that are known by their sum. */
    public static Optional<BigDecimal> mean(Duration together, long count) {
        return Ratio.of(BigDecimal.valueOf(together.toMillis()), DAY.multiply(BigDecimal.valueOf(count)));
    }

    public Optional<BigDecimal> median() {
        return percentile(50);
    }

    /**
     * The duration that so many per cent do not exceed, by the straight line between the two that lie around it.
     *
     * @param percent 0 to 100
     */
    public Optional<BigDecimal> percentile(int percent) {
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        var below = (int) below(percent, sorted.size());
        var around = sorted.subList(below, Math.min(below + 2, sorted.size()));
        return Optional.of(days(percentile(percent, sorted.size(), around)));
    }

    /** How many of so many durations, sorted, lie before the two around a percentile. */
    public static long below(int percent, long count) {
        return percent * (count - 1) / 100;
    }

    /**
     * The percentile of many durations, exactly.
     *
     * @param count how many there are, at least one
     * @param around the two of them, sorted, behind the first {@link #below}; one where there is no other
     */
    public static Duration percentile(int percent, long count, List<Duration> around) {
        var low = millis(around.get(0));
        var high = millis(around.get(around.size() - 1));
        var rest = BigDecimal.valueOf(percent * (count - 1) % 100);
        var line = low.add(high.subtract(low).multiply(rest).movePointLeft(2));
        return Duration.ofNanos(line.movePointRight(6).longValueExact());
    }

    /** A duration in days. */
    public static BigDecimal days(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos()).divide(DAY.movePointRight(6), Ratio.SCALE, RoundingMode.HALF_UP);
    }

    private static BigDecimal millis(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis());
    }
}
