package org.kithwork.funnel.internal.lead;

import org.jspecify.annotations.Nullable;

/**
 * What is written down of a lead.
 *
 * @param channel how one talked; {@code PHONE} where absent
 */
public record LeadNoteDraft(@Nullable String text, @Nullable String channel) {}
