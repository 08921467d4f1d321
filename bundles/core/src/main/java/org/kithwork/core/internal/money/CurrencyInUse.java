package org.kithwork.core.internal.money;

/**
 * A currency that the company works with.
 *
 * @param name in the language asked for
 * @param digits the decimals of its amounts
 * @param company whether it is the company's own
 */
public record CurrencyInUse(String code, String name, int digits, boolean company) {}
