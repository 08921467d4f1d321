package org.kithwork.customer.spi;

import org.kithwork.customer.CustomerId;

/** A copy of all that is held on a person. */
public record CustomerExport(String id, CustomerId customer) {}
