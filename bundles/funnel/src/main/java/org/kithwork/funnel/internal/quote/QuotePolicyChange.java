package org.kithwork.funnel.internal.quote;

import org.jspecify.annotations.Nullable;
import org.kithwork.money.MoneyDraft;

/** The members of the rule of approval that a patch may hold; raw. */
public record QuotePolicyChange(
        @Nullable String discountLimit, @Nullable MoneyDraft totalLimit) {}
