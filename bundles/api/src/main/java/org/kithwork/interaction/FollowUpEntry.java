package org.kithwork.interaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.StoreId;

/**
 * What is to be done with a customer.
 *
 * @param kind {@code CALL}, {@code VISIT}, {@code MAIL} or {@code OTHER}
 * @param subject at most 300 characters
 * @param owner the user who is to do it, with his name
 * @param store that of the customer where absent
 */
public record FollowUpEntry(
        CustomerId customer,
        Instant at,
        String kind,
        String subject,
        ActorName owner,
        @Nullable StoreId store) {}
