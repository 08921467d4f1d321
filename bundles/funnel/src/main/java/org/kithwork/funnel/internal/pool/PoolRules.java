package org.kithwork.funnel.internal.pool;

import org.jspecify.annotations.Nullable;

/**
 * What holds in a pool.
 *
 * @param claimsPerDay how many customers one may claim in a day of the company; {@code null} for any number
 * @param capacity how many customers one may own, those who have bought not counted; {@code null} for any number
 * @param coolOffDays so long whoever had a customer waits before he claims him again
 * @param recycleAfterDays a customer goes back when nobody really talked to him for so long; {@code null} for never
 * @param recycleWithoutDealDays a customer goes back when nothing was won with him for so long; {@code null} for never
 * @param contractField the key of the company's own field that holds the day on which the customer's contract ends; {@code null} for none
 * @param contractGraceDays so long behind that day the customer stays
 */
public record PoolRules(
        @Nullable Integer claimsPerDay,
        @Nullable Integer capacity,
        int coolOffDays,
        @Nullable Integer recycleAfterDays,
        @Nullable Integer recycleWithoutDealDays,
        @Nullable String contractField,
        int contractGraceDays) {

    /** The same where it is not known who is talked to. */
    PoolRules withoutContacts() {
        return new PoolRules(
                claimsPerDay, capacity, coolOffDays, null, recycleWithoutDealDays, contractField, contractGraceDays);
    }

    /** Whether customers go back by themselves. */
    boolean recycle() {
        return recycleAfterDays != null || recycleWithoutDealDays != null;
    }
}
