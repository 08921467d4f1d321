package org.kithwork.privacy.spi;

import org.jspecify.annotations.Nullable;

/**
 * What one step removed.
 *
 * @param next where to go on, in the participant's own words; {@code null} when nothing is left
 */
public record RetentionBatch(long removed, @Nullable String next) {}
