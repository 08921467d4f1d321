package org.kithwork.core.internal.journal;

import java.time.Instant;
import java.util.List;
import org.kithwork.core.internal.journal.store.JournalStore;
import org.kithwork.core.internal.journal.store.StoredEvent;
import org.kithwork.event.Event;
import org.kithwork.store.Dialect;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives committed events their position, in small transactions. On Derby it is told of them at commit and reads them by
 * key, since a scan of the inbox would wait for every open writer; it scans once, before there is any. On PostgreSQL,
 * where other nodes write as well, it scans each time.
 */
@Component(service = Sequencer.class)
public final class Sequencer {

    private static final int BATCH = 500;
    private static final String RECOVERED = "recovered";

    private final JournalStore store;
    private final Transactions transactions;
    private final boolean shared;
    private final Pending pending = new Pending();
    private final Alarm alarm = new Alarm();
    private volatile long last;

    @Activate
    public Sequencer(@Reference JournalStore store, @Reference Transactions transactions, @Reference Dialect dialect) {
        this.store = store;
        this.transactions = transactions;
        this.shared = dialect.isShared();
        if (!shared) {
            for (var id : transactions.call(() -> store.inbox(Integer.MAX_VALUE))) {
                pending.written(id, RECOVERED);
                pending.committed(id);
            }
        }
    }

    /** What wakes the dispatcher. */
    Alarm alarm() {
        return alarm;
    }

    /** The last position given, as far as this node knows. */
    long last() {
        return last;
    }

    /** Writes an event in the current transaction, or in one of its own. */
    void write(Event event, Instant recordedAt) {
        transactions.run(() -> {
            store.write(event, recordedAt);
            if (!shared) {
                pending.written(event.id(), new StoredEvent(0, event).queue());
                transactions.afterRollback(() -> pending.remove(List.of(event.id())));
            }
            transactions.afterCommit(() -> {
                pending.committed(event.id());
                alarm.ring();
            });
        });
    }

    /** Reads where the journal stands, when this node begins to lead. */
    void begin() {
        last = transactions.call(store::last);
    }

    /** Gives the next events their positions. {@code true} when there may be more. */
    boolean advance() {
        var ids = shared ? transactions.call(() -> store.inbox(BATCH)) : pending.ready(BATCH);
        if (ids.isEmpty()) {
            return false;
        }
        var from = last;
        last = transactions.call(
                () -> store.position(ids, from).orElseThrow(() -> new Superseded("Another node gives positions")));
        pending.remove(ids);
        return ids.size() == BATCH;
    }
}
