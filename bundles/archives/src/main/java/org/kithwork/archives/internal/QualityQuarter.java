package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The figures of a quarter as they were counted last, unrounded; they leave by {@link QualityReport} alone.
 *
 * @param inDoubt how many customers are in a pair of possible duplicates
 * @param targets what held when they were counted
 */
public record QualityQuarter(
        String quarter, LocalDate takenOn, long inDoubt, QualitySettings targets, List<OfStore> stores) {

    public QualityQuarter {
        stores = List.copyOf(stores);
    }

    /**
     * The customers of a store.
     *
     * @param store empty for those of none
     * @param counted of how many there is a figure of completeness
     * @param completeSum the sum of these
     * @param aging how many values are to be confirmed from time to time
     * @param fresh how many of these are
     */
    public record OfStore(String store, long customers, long counted, BigDecimal completeSum, long aging, long fresh) {

        OfStore plus(OfStore other) {
            return new OfStore(
                    "",
                    customers + other.customers,
                    counted + other.counted,
                    completeSum.add(other.completeSum),
                    aging + other.aging,
                    fresh + other.fresh);
        }
    }

    OfStore all() {
        return stores.stream().reduce(new OfStore("", 0, 0, BigDecimal.ZERO, 0, 0), OfStore::plus);
    }

    /** The quarter that the day lies in, such as 2026-Q4. */
    static String of(LocalDate day) {
        return day.getYear() + "-Q" + ((day.getMonthValue() - 1) / 3 + 1);
    }
}
