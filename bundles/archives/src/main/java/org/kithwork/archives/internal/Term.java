package org.kithwork.archives.internal;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/**
 * Special terms that were agreed with a customer.
 *
 * @param text {@code null} where it is hidden from whoever looks
 * @param validFrom the first day on which they hold
 * @param validUntil the last day; {@code null} for no end
 * @param at when they were written down
 * @param by by whom
 */
public record Term(
        TermId id,
        long version,
        CustomerId customerId,
        @Nullable String text,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        Instant at,
        ActorName by) {

    boolean holdsOn(LocalDate day) {
        return !validFrom.isAfter(day) && (validUntil == null || !validUntil.isBefore(day));
    }

    /** The same in another version. */
    public Term withVersion(long current) {
        return new Term(id, current, customerId, text, validFrom, validUntil, at, by);
    }

    /** The same with these words. */
    Term saying(@Nullable String shown) {
        return new Term(id, version, customerId, shown, validFrom, validUntil, at, by);
    }
}
