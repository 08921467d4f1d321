package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * What comes of some that are won or not, each by itself: Σ amount · p, with the variance Σ amount² · p · (1 − p).
 */
public record Expectation(BigDecimal mean, BigDecimal variance) {

    public static final Expectation NOTHING = new Expectation(BigDecimal.ZERO, BigDecimal.ZERO);

    /** So many standard deviations to both sides hold nine of ten. */
    private static final BigDecimal NINE_OF_TEN = new BigDecimal("1.644854");

    /**
     * Of some that are equally likely.
     *
     * @param sum of their amounts
     * @param squares the sum of the squares of their amounts
     * @param probability 0 to 1
     */
    public static Expectation of(BigDecimal sum, BigDecimal squares, BigDecimal probability) {
        return new Expectation(
                sum.multiply(probability),
                squares.multiply(probability).multiply(BigDecimal.ONE.subtract(probability)));
    }

    /** Of these and others. */
    public Expectation plus(Expectation other) {
        return new Expectation(mean.add(other.mean), variance.add(other.variance));
    }

    /** What it comes to in nine of ten cases at least; never below zero. */
    public BigDecimal low() {
        return mean.subtract(reach()).max(BigDecimal.ZERO);
    }

    /** What it comes to in nine of ten cases at most. */
    public BigDecimal high() {
        return mean.add(reach());
    }

    private BigDecimal reach() {
        return variance.sqrt(MathContext.DECIMAL64).multiply(NINE_OF_TEN);
    }

    /** How likely it is to go all steps from one on. */
    public static BigDecimal onward(List<BigDecimal> steps, int from) {
        return steps.stream()
                .skip(from)
                .reduce(BigDecimal.ONE, BigDecimal::multiply)
                .setScale(Ratio.SCALE, RoundingMode.HALF_UP);
    }
}
