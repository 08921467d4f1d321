package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/** How far forecasts were from what came (WAPE: weighted absolute percentage error). */
public final class ForecastError {

    private ForecastError() {}

    /** What was forecast for a month and what came, in one currency. */
    public record Month(BigDecimal forecast, BigDecimal actual) {}

    /** {@code Σ|actual − forecast| / Σ actual}; none where nothing came. */
    public static Optional<BigDecimal> of(Collection<Month> months) {
        var off = BigDecimal.ZERO;
        var came = BigDecimal.ZERO;
        for (var month : months) {
            off = off.add(month.actual().subtract(month.forecast()).abs());
            came = came.add(month.actual());
        }
        return Ratio.of(off, came);
    }
}
