package org.kithwork.customer;

import org.osgi.annotation.versioning.ProviderType;

/** Tells of possible duplicates in figures alone. Always there. */
@ProviderType
public interface DuplicateFigures {

    /**
     * How many customers, counted once each, are in a pair that waits for somebody's decision. Needs {@code
     * core:duplicate:view} on every customer; pairs of customers that are limited to named users count as well.
     */
    long customersInDoubt();
}
