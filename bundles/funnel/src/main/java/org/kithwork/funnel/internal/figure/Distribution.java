package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is told of many durations, in days of twenty-four hours. Figures of nothing are none.
 *
 * @param count how many there are
 * @param together their sum
 * @param percentiles those that were asked for, by their per cent
 */
public record Distribution(long count, Duration together, Map<Integer, Duration> percentiles) {

    /** Of nothing. */
    public static final Distribution NONE = new Distribution(0, Duration.ZERO, Map.of());

    public Distribution {
        percentiles = Map.copyOf(percentiles);
    }

    public Optional<BigDecimal> mean() {
        return Durations.mean(together, count);
    }

    public Optional<BigDecimal> median() {
        return percentile(50);
    }

    /** The duration that so many per cent do not exceed; none where it was not asked for. */
    public Optional<BigDecimal> percentile(int percent) {
        return Optional.ofNullable(percentiles.get(percent)).map(Durations::days);
    }
}
