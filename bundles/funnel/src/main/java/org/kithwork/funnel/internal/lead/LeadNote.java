package org.kithwork.funnel.internal.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;

/**
 * What somebody wrote down of a lead; it never changes.
 *
 * @param text {@code null} once it has moved to the history of the customer
 * @param interactionId where it has moved to
 */
public record LeadNote(
        String id,
        Instant at,
        ActorName by,
        Channel channel,
        @Nullable String text,
        @Nullable String interactionId) {}
