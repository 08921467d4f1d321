package org.kithwork.funnel.internal.lead;

import org.jspecify.annotations.Nullable;
import org.kithwork.money.MoneyDraft;

/**
 * What a lead becomes.
 *
 * @param pipelineId the first one that takes it where absent
 * @param stageId an open stage; the first one where absent
 * @param title the lead's where absent
 * @param ownerId the lead's where absent
 */
public record LeadConversion(
        @Nullable String pipelineId,
        @Nullable String stageId,
        @Nullable String title,
        @Nullable MoneyDraft amount,
        @Nullable String closeOn,
        @Nullable String ownerId) {}
