package org.kithwork.funnel.internal.quote;

import org.jspecify.annotations.Nullable;

/**
 * That a customer has accepted a quote.
 *
 * @param words what he said
 * @param takeOver whether the opportunity gets the products of the quote and is worth what they come to; no where absent
 */
public record AcceptanceDraft(
        @Nullable String words, @Nullable Boolean takeOver) {}
