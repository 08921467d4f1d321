package org.kithwork.archives.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;

/**
 * How the customer found a contact: the answer to one question.
 *
 * @param stars from 1 to 5
 * @param text {@code null} where nothing was said, or where it is hidden
 * @param by who wrote it down
 */
public record Rating(int stars, @Nullable String text, Instant at, ActorName by) {

    /** The same with this text. */
    Rating saying(@Nullable String other) {
        return new Rating(stars, other, at, by);
    }
}
