package org.kithwork.archives.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;

/**
 * Which follow-ups are asked for; absent members ask for all.
 *
 * @param owner the user whose they are
 * @param escalatedTo whose matter they became; {@link #NOBODY} where there is nobody
 * @param from those planned from then on
 * @param until those planned before
 */
public record FollowUpQuery(
        @Nullable CustomerId customer,
        @Nullable String owner,
        @Nullable FollowUpState state,
        @Nullable String escalatedTo,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Stands for the person where nobody stands above the owner. */
    public static final String NOBODY = "-";
}
