package org.kithwork.funnel.internal.quote;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.rest.Patch;

/**
 * What is said of a quote; raw, so that every fault can be named at once.
 *
 * @param discount on the whole, in per cent; none where absent
 * @param validUntil thirty days from today where absent
 */
public record QuoteDraft(
        @Nullable String opportunityId,
        @Nullable List<Line> lines,
        @Nullable String discount,
        @Nullable String validUntil,
        @Nullable String terms) {

    /**
     * A line as written.
     *
     * @param quantity one where absent
     * @param discount in per cent; none where absent
     * @param taxRate in per cent; none where absent
     */
    public record Line(
            @Nullable String name,
            @Nullable String quantity,
            @Nullable MoneyDraft unitPrice,
            @Nullable String discount,
            @Nullable String taxRate) {

        private static Line of(QuoteLine line) {
            return new Line(
                    line.name(),
                    line.quantity().toPlainString(),
                    draft(line.unitPrice()),
                    line.discount().toPlainString(),
                    line.taxRate().toPlainString());
        }

        private static MoneyDraft draft(Money money) {
            return new MoneyDraft(
                    money.amount().toPlainString(), money.currency().getCurrencyCode());
        }
    }

    /** What a quote says after a patch. */
    static QuoteDraft of(Quote before, Patch patch) {
        var lines = patch.value("lines", Line[].class);
        return new QuoteDraft(
                before.opportunityId().value(),
                patch.has("lines")
                        ? lines == null ? null : List.of(lines)
                        : before.lines().stream().map(Line::of).toList(),
                patch.has("discount") || before.discount() == null
                        ? patch.text("discount")
                        : before.discount().toPlainString(),
                patch.has("validUntil")
                        ? patch.text("validUntil")
                        : before.validUntil().toString(),
                patch.has("terms") ? patch.text("terms") : before.terms());
    }
}
