package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Figures of many durations, in days of twenty-four hours. */
public final class Durations {

    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    private Durations() {}

    /** The mean of some that are known by their sum; of nothing there is none. */
    public static Optional<BigDecimal> mean(Duration together, long count) {
        return Ratio.of(BigDecimal.valueOf(together.toMillis()), DAY.multiply(BigDecimal.valueOf(count)));
    }

    /** How many of so many durations, sorted, lie before the two around a percentile. */
    public static long below(int percent, long count) {
        return percent * (count - 1) / 100;
    }

    /**
     * The duration that so many per cent of many do not exceed, exactly: by the straight line between the two that lie around it.
     *
     * @param percent 0 to 100
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
