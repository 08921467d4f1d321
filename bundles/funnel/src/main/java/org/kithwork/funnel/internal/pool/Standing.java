package org.kithwork.funnel.internal.pool;

import org.jspecify.annotations.Nullable;

/**
 * What somebody may still claim from a pool.
 *
 * @param open whether he claims from it at all
 * @param claimsPerDay {@code null} for any number
 * @param capacity {@code null} for any number
 * @param held how many customers he has, those who have bought not counted
 */
public record Standing(
        PoolId poolId,
        boolean open,
        @Nullable Integer claimsPerDay,
        long claimedToday,
        @Nullable Integer capacity,
        long held) {}
