package org.kithwork.customer.spi;

import org.kithwork.customer.CustomerId;

/** A merge: the survivor keeps its id, the absorbed one answers with it. */
public record CustomerMerge(String id, CustomerId survivor, CustomerId absorbed) {}
