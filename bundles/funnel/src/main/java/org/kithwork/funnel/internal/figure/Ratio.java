package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Shares as decimals: 0.6 is sixty per cent. */
final class Ratio {

    /** More decimals than anything shows. */
    static final int SCALE = 9;

    private Ratio() {}

    /** The share of a part, or none of nothing. */
    static Optional<BigDecimal> of(long part, long whole) {
        return of(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    /** The quotient, or none where nothing is divided by. */
    static Optional<BigDecimal> of(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? Optional.empty() : Optional.of(part.divide(whole, SCALE, RoundingMode.HALF_UP));
    }
}
