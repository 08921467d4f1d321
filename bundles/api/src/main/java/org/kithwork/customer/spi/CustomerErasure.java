package org.kithwork.customer.spi;

import org.kithwork.customer.CustomerId;

/**
 * An erasure.
 *
 * @param mode what is to be left
 * @param pseudonym stands for the person where a record must be kept without him
 * @param basis why, in the requester's words
 */
public record CustomerErasure(String id, CustomerId customer, ErasureMode mode, String pseudonym, String basis) {}
