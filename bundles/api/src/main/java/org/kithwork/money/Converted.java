package org.kithwork.money;

/**
 * An amount in another currency, with what makes it explainable later.
 *
 * @param money the amount, rounded HALF_UP to the currency it is in now
 * @param rate what it was multiplied with, of which day that is, and the entries of the table behind it
 */
public record Converted(Money money, Rate rate) {}
