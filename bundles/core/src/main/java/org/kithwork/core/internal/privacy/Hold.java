package org.kithwork.core.internal.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/**
 * A legal hold: while it is active, the customer is not erased.
 *
 * @param reason why; absent once the customer is erased
 * @param until the last day on which it holds, in the company's zone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hold(
        String id,
        CustomerId customerId,
        @Nullable String reason,
        LocalDate until,
        boolean active,
        Instant createdAt,
        ActorName createdBy,
        @Nullable Instant releasedAt,
        @Nullable ActorName releasedBy,
        @Nullable String releaseReason) {}
