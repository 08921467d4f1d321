package org.kithwork.funnel.internal.lead;

import org.jspecify.annotations.Nullable;

/**
 * What a lead is to be from now on.
 *
 * @param state {@code WORKING}, {@code QUALIFIED} or {@code REJECTED}
 * @param from what the caller thinks that it is; not compared where absent
 * @param reason why it is rejected
 * @param note more about it, in words
 */
public record LeadMove(
        @Nullable String state,
        @Nullable String from,
        @Nullable String reason,
        @Nullable LeadNoteDraft note) {}
