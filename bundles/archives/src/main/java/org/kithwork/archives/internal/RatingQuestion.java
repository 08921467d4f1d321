package org.kithwork.archives.internal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a link says of the contact: enough to know which one is meant, and nothing of what was said or with whom.
 *
 * @param company whose contact it was
 * @param store the name of the store, where there is one
 * @param day where the store is
 * @param answer what the customer has said himself by now
 */
public record RatingQuestion(
        InteractionId id,
        String company,
        @Nullable String store,
        LocalDate day,
        @Nullable Rating answer) {}
