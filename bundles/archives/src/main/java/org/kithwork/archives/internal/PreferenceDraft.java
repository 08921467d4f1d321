package org.kithwork.archives.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a preference; raw, so that every fault can be named at once.
 *
 * @param source STATED where absent
 * @param confidence of one that another system inferred; what was stated has none of its own
 * @param evidence the ids of the purchases or interactions that speak for it, newest first
 * @param at now where absent
 */
public record PreferenceDraft(
        @Nullable String customerId,
        @Nullable String key,
        @Nullable String value,
        @Nullable String source,
        @Nullable String confidence,
        @Nullable List<String> evidence,
        @Nullable String at,
        @Nullable String expiresAt) {

    /** The same, of the customer that a query names. */
    public PreferenceDraft of(@Nullable String customer) {
        return customerId != null || customer == null
                ? this
                : new PreferenceDraft(customer, key, value, source, confidence, evidence, at, expiresAt);
    }
}
