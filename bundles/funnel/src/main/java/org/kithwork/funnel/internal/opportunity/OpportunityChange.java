package org.kithwork.funnel.internal.opportunity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.MoneyDraft;

/** What a change of an opportunity may name; its stage changes by a move. */
public record OpportunityChange(
        @Nullable String customerId,
        @Nullable String title,
        @Nullable MoneyDraft amount,
        @Nullable String closeOn,
        @Nullable Integer probability,
        @Nullable String source,
        @Nullable String campaignId,
        @Nullable List<OpportunityDraft.Line> products,
        @Nullable String ownerId,
        @Nullable List<String> collaborators,
        @Nullable String storeId,
        @Nullable String competitor,
        @Nullable String forecast) {}
