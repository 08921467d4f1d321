package org.kithwork.core.internal.journal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import org.kithwork.core.internal.journal.store.CursorStore;
import org.kithwork.core.internal.journal.store.JournalStore;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Removes events that are older than their type is kept. What some handler has not taken yet stays, even if its module
 * is stopped for a year.
 */
@Component(service = JournalRetention.class)
public final class JournalRetention {

    private static final int AT_ONCE = 200;

    private final JournalStore events;
    private final CursorStore cursors;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public JournalRetention(
            @Reference JournalStore events,
            @Reference CursorStore cursors,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.events = events;
        this.cursors = cursors;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Removes what is due, in small transactions; how many events. */
    public long clean() {
        return transactions.call(events::retentions).entrySet().stream()
                .mapToLong(this::clean)
                .sum();
    }

    private long clean(Map.Entry<String, String> type) {
        var before = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minus(Period.parse(type.getValue()))
                .toInstant(ZoneOffset.UTC);
        var total = 0L;
        for (int removed = AT_ONCE; removed == AT_ONCE; total += removed) {
            removed = transactions.call(() -> events.remove(type.getKey(), taken(), before, AT_ONCE));
        }
        return total;
    }

    /** The position that every handler has taken. */
    private long taken() {
        return cursors.all().stream()
                .mapToLong(CursorStore.Cursor::position)
                .min()
                .orElseGet(events::last);
    }
}
