package org.kithwork.privacy.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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

    /**
     * What would go of one store.
     *
     * @param store its id; {@code null} for records of none
     * @param oldest the time of the oldest one that would go
     */
    public record OfStore(@Nullable String store, long due, Instant oldest) {}

    /** All stores together. */
    public static RetentionDue of(Collection<OfStore> parts, long blocked, List<CustomerId> sample) {
        var stores = new HashMap<String, Long>();
        parts.forEach(part -> stores.merge(part.store() == null ? "" : part.store(), part.due(), Long::sum));
        return new RetentionDue(
                parts.stream().mapToLong(OfStore::due).sum(),
                blocked,
                parts.stream()
                        .map(OfStore::oldest)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                stores,
                sample);
    }

    public RetentionDue {
        stores = Map.copyOf(stores);
        sample = List.copyOf(sample);
    }
}
