package org.kithwork.funnel.internal.quote;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.permission.StoreId;

/**
 * One version of a quote.
 *
 * @param version counts its changes, as everywhere
 * @param number the same for all versions of a quote
 * @param revision which version it is, from 1 on
 * @param customerId the opportunity's
 * @param storeId the opportunity's
 * @param lines none where amounts are hidden from whoever looks
 * @param discount on the whole, in per cent; {@code null} where it is hidden
 * @param validUntil the last day on which it may be accepted
 * @param terms {@code null} where nothing is said, and after an erasure
 * @param totals {@code null} where they are hidden
 * @param author who said last what is in it, and may not approve it
 * @param submittedBy who handed it in; {@code null} while nobody has
 * @param possible what may be done with it, rights aside
 */
public record Quote(
        QuoteId id,
        long version,
        String number,
        int revision,
        OpportunityId opportunityId,
        @Nullable CustomerId customerId,
        @Nullable StoreId storeId,
        QuoteState state,
        Currency currency,
        List<QuoteLine> lines,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal discount,

        LocalDate validUntil,
        @Nullable String terms,
        @Nullable QuoteTotals totals,
        ActorName author,
        @Nullable String submittedBy,
        Instant createdAt,
        List<QuoteStep> possible) {

    public Quote {
        lines = List.copyOf(lines);
        possible = List.copyOf(possible);
    }

    /** The same without what it costs. */
    Quote withoutFigures() {
        return new Quote(
                id,
                version,
                number,
                revision,
                opportunityId,
                customerId,
                storeId,
                state,
                currency,
                List.of(),
                null,
                validUntil,
                terms,
                null,
                author,
                submittedBy,
                createdAt,
                possible);
    }

    /** Whether this user has a hand in it, so that somebody else has to approve it. */
    boolean isOf(String user) {
        return author.id().equals(user) || user.equals(submittedBy);
    }
}
