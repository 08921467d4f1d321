package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a need; raw, so that every fault can be named at once.
 *
 * @param at now where absent
 */
public record NeedDraft(
        @Nullable String customerId,
        @Nullable String text,
        @Nullable String source,
        @Nullable String at) {

    /** The same, of the customer that a query names. */
    public NeedDraft of(@Nullable String customer) {
        return customerId != null || customer == null ? this : new NeedDraft(customer, text, source, at);
    }
}
