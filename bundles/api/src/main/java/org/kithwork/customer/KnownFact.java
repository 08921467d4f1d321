package org.kithwork.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a module holds of a customer, in the reader's language, with where it comes from.
 *
 * @param title what it is, such as "Pillow (preference)"
 * @param text what is held; {@code null} where the reader may know only that it is there
 * @param at since when it has been known: when it was written down
 * @param by who wrote it down
 * @param source how it came to be known, in a word such as {@code counter}; {@code null} where nobody said
 */
public record KnownFact(
        String title,
        @Nullable String text,
        Instant at,
        ActorName by,
        @Nullable String source) {}
