package org.kithwork.archives.internal.recommendation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * That customers who bought an item bought another one as well.
 *
 * @param item what they bought
 * @param other what they bought as well
 * @param both how many customers bought both
 * @param buyers how many bought the item
 * @param otherBuyers how many bought the other one
 * @param customers how many bought anything
 */
public record Affinity(Item item, Item other, int both, int buyers, int otherBuyers, int customers) {

    /** Fewer customers are chance, and might be known by name. */
    static final int LEAST = 5;

    /** Something that is sold: known by its number where it has one, else by its name. */
    public record Item(String key, String name) {}

    /** {@code n(A∧B)/n}, with four decimals. */
    public BigDecimal support() {
        return share(both, customers);
    }

    /** {@code n(A∧B)/n(A)}, with four decimals. */
    public BigDecimal confidence() {
        return share(both, buyers);
    }

    /** {@code confidence/(n(B)/n)}, with four decimals. */
    public BigDecimal lift() {
        return BigDecimal.valueOf((long) both * customers)
                .divide(BigDecimal.valueOf((long) buyers * otherBuyers), 4, RoundingMode.HALF_UP);
    }

    private static BigDecimal share(int part, int whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
    }

    /** Whether it is more than chance: at least five customers, and a lift above 1.2, to the last digit. */
    boolean counts() {
        return both >= LEAST && 5L * both * customers > 6L * buyers * otherBuyers;
    }
}
