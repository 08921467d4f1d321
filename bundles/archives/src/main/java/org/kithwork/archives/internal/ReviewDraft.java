package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a review; raw.
 *
 * @param stars from 1 to 5
 * @param at now where absent
 */
public record ReviewDraft(
        @Nullable String lineId,
        @Nullable Integer stars,
        @Nullable String text,
        @Nullable String at) {}
