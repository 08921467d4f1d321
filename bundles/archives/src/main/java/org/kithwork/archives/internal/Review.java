package org.kithwork.archives.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/**
 * What the customer thinks of something that he bought. It stays when the article comes back.
 *
 * @param lineId the line of the purchase; it has one review, the last one that was given
 * @param stars from 1 to 5
 * @param text {@code null} where nothing was said, or where it is hidden
 * @param by who wrote it down
 */
public record Review(
        String lineId,
        PurchaseId purchaseId,
        CustomerId customerId,
        int stars,
        @Nullable String text,
        Instant at,
        ActorName by) {

    static final int LEAST = 1;
    static final int MOST = 5;

    /** The same with this text. */
    Review saying(@Nullable String other) {
        return new Review(lineId, purchaseId, customerId, stars, other, at, by);
    }
}
