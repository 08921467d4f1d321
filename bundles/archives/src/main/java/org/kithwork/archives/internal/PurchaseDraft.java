package org.kithwork.archives.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.MoneyDraft;

/**
 * What is said of a purchase; raw, so that every fault can be named at once.
 *
 * @param at now where absent
 * @param currency the company's where absent
 * @param source the system that {@code externalId} is unique in
 */
public record PurchaseDraft(
        @Nullable String customerId,
        @Nullable String storeId,
        @Nullable String channel,
        @Nullable String at,
        @Nullable String currency,
        @Nullable List<Line> lines,
        @Nullable String source,
        @Nullable String externalId) {

    /**
     * A line as written. Either the unit price or the net says what it costs; where both do they must agree.
     *
     * @param quantity one where absent
     */
    public record Line(
            @Nullable String sku,
            @Nullable String name,
            @Nullable String category,
            @Nullable String quantity,
            @Nullable MoneyDraft unitPrice,
            @Nullable MoneyDraft discount,
            @Nullable MoneyDraft tax,
            @Nullable MoneyDraft net) {}

    /** The same, of the customer that a path or a query names. */
    public PurchaseDraft of(@Nullable String customer) {
        return customerId != null || customer == null
                ? this
                : new PurchaseDraft(customer, storeId, channel, at, currency, lines, source, externalId);
    }
}
