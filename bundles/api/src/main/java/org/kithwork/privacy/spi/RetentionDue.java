package org.kithwork.privacy.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;

/**
 * How much is past its time.
 *
 * @param due records that would go
 * @param blocked records past their time that stay, since their customer is spared
 * @param oldest the time of the oldest one that would go
 * @param stores those that would go by the id of their store, {@code ""} for those of none
 * @param sample a few customers whose records would go; shown to those alone who see them
 */
public record RetentionDue(
        long due, long blocked, @Nullable Instant oldest, Map<String, Long> stores, List<CustomerId> sample) {

    public static final RetentionDue NOTHING = new RetentionDue(0, 0, null, Map.of(), List.of());

    public RetentionDue {
        stores = Map.copyOf(stores);
        sample = List.copyOf(sample);
    }
}
