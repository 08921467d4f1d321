package org.kithwork.signal;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;

/**
 * A dated fact about a customer.
 *
 * @param type such as {@code purchase.completed}
 * @param value the figure that goes with it, in the unit of its type
 */
public record Signal(
        CustomerId customer,
        String type,
        Instant at,
        @Nullable BigDecimal value) {}
