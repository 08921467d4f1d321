package org.kithwork.archives.internal.recommendation;

import java.math.BigDecimal;

/**
 * Something to offer.
 *
 * @param item its number, or its name where it has none
 * @param because the item that the customer bought and it goes with
 * @param both how many customers bought both
 * @param buyers how many bought what the customer bought
 * @param confidence {@code both/buyers}
 * @param lift how many times likelier than for anybody
 * @param reason all that in a sentence
 */
public record Recommendation(
        String item,
        String name,
        String because,
        int both,
        int buyers,
        BigDecimal confidence,
        BigDecimal lift,
        String reason) {}
