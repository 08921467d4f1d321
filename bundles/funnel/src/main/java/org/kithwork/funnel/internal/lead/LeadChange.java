package org.kithwork.funnel.internal.lead;

import org.jspecify.annotations.Nullable;

/** What a change of a lead may name; its state changes by a move, its owner by an assignment. */
public record LeadChange(
        @Nullable String title,
        @Nullable String source,
        @Nullable String campaignId,
        @Nullable String storeId) {}
