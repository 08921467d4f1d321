package org.kithwork.funnel.internal.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the points of a fact as it grows old: {@code points · 2^(-age / half-life)}, rounded HALF_UP to one decimal. Twenty points
 * with a half-life of 30 days are 20.0 at first, 10.0 after 30 days, 7.1 after 45 (20 · 2^-1.5 = 7.0711) and 5.0 after 60. A fact that lies
 * ahead is as good as one of now. What is shown is added up as it is shown, so that the parts make the sum.
 */
final class Decay {

    /** So many decimals has a number of points. */
    static final int DECIMALS = 1;

    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    private Decay() {}

    /**
     * The points that are left.
     *
     * @param halfLifeDays {@code null} where they stay as they are
     */
    static BigDecimal left(int points, @Nullable Integer halfLifeDays, Duration age) {
        if (halfLifeDays == null || age.isNegative()) {
            return BigDecimal.valueOf(points).setScale(DECIMALS);
        }
        var halves = age.toMillis() / DAY_MILLIS / halfLifeDays;
        return BigDecimal.valueOf(points * StrictMath.pow(2, -halves)).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
