package org.kithwork.funnel.internal.repurchase;

import java.math.BigDecimal;
import java.time.Instant;
import org.kithwork.customer.CustomerId;

/**
 * What became of a purchase, as far as the rhythm depends on it. It is known by the event that told it, so that one that comes again changes
 * nothing; what a purchase is worth is the sum of its notes, so that their order makes no difference.
 *
 * @param amount what came to the purchase, below zero for what was paid back
 */
public record PurchaseNote(
        String eventId, CustomerId customer, String purchaseId, What what, BigDecimal amount, Instant at) {

    /** What a note says. */
    public enum What {
        /** It was made. */
        BOUGHT,
        /** Something came to it or went back. */
        CHANGED,
        /** It counts no more. */
        GONE
    }
}
