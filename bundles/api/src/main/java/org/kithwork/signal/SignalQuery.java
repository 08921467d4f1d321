package org.kithwork.signal;

import java.time.Instant;
import java.util.Set;
import org.kithwork.customer.CustomerId;

/**
 * For which customers (at most 1,000 at once), which types, and from when (inclusive) until when (exclusive).
 */
public record SignalQuery(Set<CustomerId> customers, Set<String> types, Instant from, Instant until) {

    public static final int MAX_CUSTOMERS = 1000;

    public SignalQuery {
        customers = Set.copyOf(customers);
        types = Set.copyOf(types);
        if (customers.size() > MAX_CUSTOMERS) {
            throw new IllegalArgumentException("More than " + MAX_CUSTOMERS + " customers in one query");
        }
    }
}
