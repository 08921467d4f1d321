package org.kithwork.funnel.internal.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** How much of a target is reached. */
public final class Attainment {

    private Attainment() {}

    /** What was credited less what came back, of the target; none of a target of nothing. */
    public static Optional<BigDecimal> share(BigDecimal net, BigDecimal target) {
        return Ratio.of(net, target);
    }

    /** The share of the days of a month that have begun, today counted: all of a month that is over. */
    public static BigDecimal expected(YearMonth month, LocalDate today) {
        var now = YearMonth.from(today);
        if (!month.equals(now)) {
            return month.isBefore(now) ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return Ratio.of(today.getDayOfMonth(), month.lengthOfMonth()).orElseThrow();
    }
}
