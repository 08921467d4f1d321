package org.kithwork.funnel.internal.pool;

import java.time.Instant;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.UserId;

/**
 * A customer was claimed from a pool, or went back to it. Entries are only added.
 *
 * @param userId who claimed him, or whose he was
 */
public record PoolEntry(String id, PoolId poolId, CustomerId customerId, UserId userId, PoolStep step, Instant at) {}
