package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Opportunities that were decided.
 *
 * @param wonValue their amounts in one currency
 */
public record Closed(long won, long lost, BigDecimal wonValue, BigDecimal lostValue) {

    /** Won of all that were decided. */
    public Optional<BigDecimal> winRate() {
        return Ratio.of(won, won + lost);
    }

    /** The value of those won, of the value of all that were decided. */
    public Optional<BigDecimal> winRateByValue() {
        return Ratio.of(wonValue, wonValue.add(lostValue));
    }

    /** What a won one was worth on average. */
    public Optional<BigDecimal> meanWon() {
        return Ratio.of(wonValue, BigDecimal.valueOf(won));
    }

    /**
     * What the open ones are worth a day, at the rate, worth and pace of these.
     *
     * @param open how many are open
     * @param meanCycle days from creation to won, above zero
     */
    public Optional<BigDecimal> velocity(long open, BigDecimal meanCycle) {
        return winRate()
                .flatMap(rate -> meanWon()
                        .flatMap(worth ->
                                Ratio.of(BigDecimal.valueOf(open).multiply(rate).multiply(worth), meanCycle)));
    }
}
