package org.kithwork.core.internal.journal;

import java.time.Duration;
import org.kithwork.core.internal.journal.store.LeaderStore;
import org.kithwork.id.Ids;
import org.kithwork.store.Dialect;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether this node dispatches. On PostgreSQL several nodes ask for one row: the leader counts its beat up, another
 * takes the row when the beat has stood still for long enough by its own monotonic clock, so neither a wall clock that
 * jumps nor a connection that hangs keeps the journal from moving. Correctness does not hang on it: positions and
 * cursors move only from where their mover last saw them.
 */
@Component(service = Leadership.class)
public final class Leadership {

    private static final String NOBODY = "-";

    private final LeaderStore store;
    private final Transactions transactions;
    private final String node;
    private final boolean alone;
    private final long beatNanos;
    private final long patienceNanos;

    private LeaderStore.Lead seen = new LeaderStore.Lead(NOBODY, -1);
    private long seenAt;
    private long askedAt;
    private boolean asked;
    private volatile boolean leading;

    @Activate
    public Leadership(
            @Reference LeaderStore store,
            @Reference Transactions transactions,
            @Reference Dialect dialect,
            @Reference Ids ids) {
        this(store, transactions, ids.next(), !dialect.isShared(), Duration.ofSeconds(2), Duration.ofSeconds(12));
    }

    /** A node with patience of its own; one that is alone leads always. */
    public Leadership(
            LeaderStore store,
            Transactions transactions,
            String node,
            boolean alone,
            Duration beat,
            Duration patience) {
        this.store = store;
        this.transactions = transactions;
        this.node = node;
        this.alone = alone;
        this.beatNanos = beat.toNanos();
        this.patienceNanos = patience.toNanos();
        this.leading = alone;
    }

    /** Whether this node leads, as it knew when it asked last. */
    public boolean isLeading() {
        return leading;
    }

    /** Whether this node leads; asks the database when it is time. Called by one thread. */
    boolean ask() {
        if (alone) {
            leading = true;
            return true;
        }
        var now = System.nanoTime();
        if (!asked || now - askedAt >= beatNanos) {
            asked = true;
            askedAt = now;
            leading = transactions.call(this::beatOrTake);
        }
        return leading;
    }

    private boolean beatOrTake() {
        var lead = store.read();
        var now = System.nanoTime();
        if (!lead.equals(seen)) {
            seen = lead;
            seenAt = now;
        }
        var free = lead.node().equals(node) || lead.node().equals(NOBODY) || now - seenAt >= patienceNanos;
        return free && store.take(lead, node);
    }

    /** Stops leading until it is asked again, for instance because another node was seen at work. */
    void doubt() {
        leading = alone;
        asked = false;
    }

    /** Lets another node lead at once. */
    void resign() {
        if (!alone && leading) {
            leading = false;
            transactions.run(() -> {
                var lead = store.read();
                if (lead.node().equals(node)) {
                    store.take(lead, NOBODY);
                }
            });
        }
    }
}
