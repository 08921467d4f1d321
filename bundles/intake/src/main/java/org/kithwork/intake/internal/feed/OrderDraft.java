package org.kithwork.intake.internal.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as another system says it, as a whole or in parts, with what came back of it so far.
 *
 * @param source the system; {@code externalId} is unique in it
 * @param customer whose it is: an id of Kithwork, or his key in the scheme {@code customerScheme}
 * @param customerScheme the scheme of the key; the source where absent
 * @param createCustomer whether one who is not known is made, under his key as a name
 * @param at RFC 3339, or a time of the company's zone
 * @param store its id or its name
 */
public record OrderDraft(
        @Nullable String source,
        @Nullable String externalId,
        @Nullable String customer,
        @Nullable String customerScheme,
        @Nullable Boolean createCustomer,
        @Nullable String at,
        @Nullable String store,
        @Nullable String channel,
        @Nullable String currency,
        @Nullable List<Line> lines,
        @Nullable List<Back> returns) {

    /**
     * A line. Numbers are texts.
     *
     * @param line names it in the order; its place from 1 where absent
     * @param amount what is paid for it
     */
    public record Line(
            @Nullable String line,
            @Nullable String sku,
            @Nullable String product,
            @Nullable String category,
            @Nullable String quantity,
            @Nullable String unitPrice,
            @Nullable String discount,
            @Nullable String tax,
            @Nullable String amount) {}

    /** How much of an article came back with one return. */
    public record Back(
            @Nullable String returnId,
            @Nullable String at,
            @Nullable String sku,
            @Nullable String product,
            @Nullable String quantity) {}
}
