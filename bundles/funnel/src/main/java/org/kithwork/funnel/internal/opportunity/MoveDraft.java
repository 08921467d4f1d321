package org.kithwork.funnel.internal.opportunity;

import org.jspecify.annotations.Nullable;

/**
 * A move to a stage, as asked for.
 *
 * @param stage where to
 * @param from where the opportunity is, as far as the caller knows; refused when it is elsewhere by now
 * @param pipeline of the stage, where it is another one
 * @param reason the key of a reason for losing it; words for opening it again
 * @param competitor who won it instead
 */
public record MoveDraft(
        @Nullable String stage,
        @Nullable String from,
        @Nullable String pipeline,
        @Nullable String reason,
        @Nullable String competitor) {}
