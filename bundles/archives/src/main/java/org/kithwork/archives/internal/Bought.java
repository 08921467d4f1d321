package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.StoreId;

/**
 * A purchase that is not void, as far as habits are read from it.
 *
 * @param net what was paid and not paid back
 * @param returned whether something came back
 * @param categories of the lines of which something was kept
 */
public record Bought(
        String id,
        Instant at,
        @Nullable StoreId storeId,
        @Nullable String channel,
        Currency currency,
        BigDecimal net,
        boolean returned,
        Set<String> categories) {

    public Bought {
        categories = Set.copyOf(categories);
    }
}
