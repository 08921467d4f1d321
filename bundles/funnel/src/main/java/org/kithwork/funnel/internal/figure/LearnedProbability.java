package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The share that is won, learned from closed opportunities and drawn towards an assumption while they are few. */
public final class LearnedProbability {

    /** As many closed ones as the assumption weighs, unless an administrator says otherwise. */
    public static final int DEFAULT_WEIGHT = 20;

    private LearnedProbability() {}

    /**
     * {@code (won + weight · assumed) / (closed + weight)}: nine of twenty with 0.30 assumed are 0.375.
     *
     * @param closed at least {@code won}
     * @param assumed 0 to 1
     * @param weight above zero
     */
    public static BigDecimal of(long won, long closed, BigDecimal assumed, int weight) {
        var heavy = BigDecimal.valueOf(weight);
        return BigDecimal.valueOf(won)
                .add(assumed.multiply(heavy))
                .divide(BigDecimal.valueOf(closed).add(heavy), Ratio.SCALE, RoundingMode.HALF_UP);
    }
}
