package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/** How good probabilities were: the mean square of what each was off; nothing for those that were sure and right. */
public final class BrierScore {

    private BrierScore() {}

    /**
     * What was thought of one, and what came.
     *
     * @param probability 0 to 1
     */
    public record Guess(BigDecimal probability, boolean won) {}

    /** The score; none of no guesses. */
    public static Optional<BigDecimal> of(Collection<Guess> guesses) {
        var sum = BigDecimal.ZERO;
        for (var guess : guesses) {
            var off = (guess.won() ? BigDecimal.ONE : BigDecimal.ZERO).subtract(guess.probability());
            sum = sum.add(off.multiply(off));
        }
        return Ratio.of(sum, BigDecimal.valueOf(guesses.size()));
    }
}
