package org.kithwork.archives.internal;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;

/**
 * How the customer found a contact: the answer to one question.
 *
 * @param stars from 1 to 5
 * @param text {@code null} where nothing was said, or where it is hidden
 * @param by who wrote it down; {@code null} where the customer gave it himself, by his link
 */
public record Rating(
        int stars,
        @Nullable String text,
        Instant at,
        @Nullable ActorName by) {

    /** The same with this text. */
    Rating saying(@Nullable String other) {
        return new Rating(stars, other, at, by);
    }

    /** Whether the customer gave it himself. */
    boolean isHis() {
        return by == null;
    }

    /** Whether both say the same, whenever it was said. */
    boolean says(Rating other) {
        return stars == other.stars && Objects.equals(text, other.text) && isHis() == other.isHis();
    }
}
