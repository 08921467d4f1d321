package org.kithwork.funnel.internal.quote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;

/**
 * What was done with a quote, which never changes.
 *
 * @param no from 1 on
 * @param to what the quote was then
 * @param words why, where it was said
 */
public record StepTaken(
        int no,
        QuoteStep step,
        QuoteState to,
        Instant at,
        ActorName by,
        @Nullable String words) {}
