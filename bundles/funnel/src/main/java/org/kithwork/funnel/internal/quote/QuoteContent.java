package org.kithwork.funnel.internal.quote;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a quote says.
 *
 * @param lines with the discount on the whole divided among them
 * @param discount on the whole, in per cent
 */
public record QuoteContent(
        Currency currency,
        List<QuoteLine> lines,
        BigDecimal discount,
        LocalDate validUntil,
        @Nullable String terms) {

    public QuoteContent {
        lines = List.copyOf(lines);
    }
}
