package org.kithwork.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/**
 * A decision as it stands in the log.
 *
 * @param customer whose it is; of a merged customer it may be one that was absorbed
 * @param evidence {@code null} also where the actor may not see free text about the customer
 * @param imported came with a file and never turns a refusal into a grant
 * @param at when it was decided
 * @param recordedAt when it was written down
 */
public record ConsentEvent(
        String id,
        CustomerId customer,
        Purpose purpose,
        Channel channel,
        Decision decision,
        Decider decider,
        ConsentBasis basis,
        @Nullable String noticeVersion,
        @Nullable String evidence,
        boolean imported,
        Instant at,
        @Nullable Instant expiresAt,
        Instant recordedAt,
        ActorName recordedBy) {}
