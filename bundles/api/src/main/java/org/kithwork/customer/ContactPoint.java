package org.kithwork.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach a customer.
 *
 * @param value as shown to the actor, masked where he may not see it
 * @param primary the one to use among those of its type
 * @param shared used by several people, such as a front desk's telephone
 */
public record ContactPoint(
        String id,
        ContactType type,
        String value,
        boolean primary,
        ContactState state,
        boolean shared,
        @Nullable Instant verifiedAt) {}
