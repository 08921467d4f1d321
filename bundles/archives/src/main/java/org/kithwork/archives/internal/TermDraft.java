package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/**
 * What is said of special terms; raw, so that every fault can be named at once.
 *
 * @param validFrom today where absent
 */
public record TermDraft(
        @Nullable String customerId,
        @Nullable String text,
        @Nullable String validFrom,
        @Nullable String validUntil) {

    /** The same, of the customer that a query names. */
    public TermDraft of(@Nullable String customer) {
        return customerId != null || customer == null ? this : new TermDraft(customer, text, validFrom, validUntil);
    }
}
