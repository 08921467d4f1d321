package org.kithwork.demo.internal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kithwork.demo.internal.data.Trade;

/**
 * One table of a load.
 *
 * @param standingId how it is imported
 * @param importId the import that was begun last; {@code null} before
 */
public record Part(
        Trade trade,
        Table table,
        int customers,
        long seed,
        LocalDate day,
        String standingId,
        @Nullable String importId) {

    Part with(String begun) {
        return new Part(trade, table, customers, seed, day, standingId, begun);
    }
}
