package org.kithwork.funnel.internal.quote;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.Money;

/**
 * Which quotes somebody else has to approve: those that are beyond one of the limits.
 *
 * @param discountLimit the most that may be taken off any line without asking, in per cent, discounts on the line and on the whole
 *     together; {@code null} where discounts need nobody
 * @param totalLimit the most that a quote may come to without asking, tax included; {@code null} where that needs nobody
 */
public record QuotePolicy(
        long version,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal discountLimit,

        @Nullable Money totalLimit) {

    /** Whether more is taken off some line than may be without asking. */
    boolean isExceededBy(List<QuoteLine> lines, BigDecimal discountOnWhole) {
        var limit = discountLimit;
        return limit != null
                && lines.stream()
                        .map(line -> together(line.discount(), discountOnWhole))
                        .anyMatch(off -> off.compareTo(limit) > 0);
    }

    /** Two discounts one after the other, in per cent. */
    private static BigDecimal together(BigDecimal first, BigDecimal second) {
        return first.add(second).subtract(first.multiply(second).movePointLeft(2));
    }
}
