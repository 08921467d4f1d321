package org.kithwork.core.internal.journal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.kithwork.core.internal.journal.Attempts.Failure;
import org.kithwork.core.internal.journal.Attempts.Kind;
import org.kithwork.core.internal.journal.store.CursorStore;
import org.kithwork.core.internal.journal.store.JournalStore;
import org.kithwork.core.internal.journal.store.StoredEvent;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes one handler forward: a batch of events, their effects and the cursor's move are one transaction. When a batch
 * fails, its events are tried one by one, and the one that fails is set aside with those of its customer.
 */
@Component(service = Delivery.class)
public final class Delivery {

    private static final int WINDOW = 500;
    private static final int MAX_HINDRANCES = 6;

    private final JournalStore events;
    private final CursorStore cursors;
    private final Mending mending;
    private final Transactions transactions;
    private final EventTypeRegistry types;

    @Activate
    public Delivery(
            @Reference JournalStore events,
            @Reference CursorStore cursors,
            @Reference Mending mending,
            @Reference Transactions transactions,
            @Reference EventTypeRegistry types) {
        this.events = events;
        this.cursors = cursors;
        this.mending = mending;
        this.transactions = transactions;
        this.types = types;
    }

    /**
     * Does the next bit of work. What fails because the handler has left meanwhile does not count as a failure.
     *
     * @param here whether the handler is still here
     * @param last the last position given
     * @return whether there may be more to do at once
     */
    boolean step(Lane lane, EventHandler handler, BooleanSupplier here, long last) {
        if (!lane.isLoaded()) {
            transactions.run(() -> load(lane, handler, last));
        }
        if (lane.isDue(mending.now())) {
            mending.mend(lane, handler, here);
        }
        if (lane.isPaused() || !here.getAsBoolean()) {
            return false;
        }
        if (lane.position() >= last) {
            flush(lane);
            return lane.isDue(mending.now());
        }
        forward(lane, handler, here, Math.min(last, lane.position() + WINDOW));
        return true;
    }

    /** The position of the last event by which a customer opted out; 0 where there is none. */
    long lastOptOut() {
        return transactions.call(() -> events.last(OptOuts.TYPES)).orElse(0);
    }

    /** Whether the cursor of a handler stands there or behind it. */
    boolean hasCome(String handler, long position) {
        return transactions.call(() -> cursors.find(handler)).orElse(0) >= position;
    }

    private void load(Lane lane, EventHandler handler, long last) {
        var position = cursors.find(lane.handler()).orElseGet(() -> {
            var start = handler.fromBeginning() ? events.first().orElse(last + 1) - 1 : last;
            cursors.create(lane.handler(), lane.module(), start);
            return start;
        });
        mending.load(lane, position);
    }

    /** Writes down that the handler has passed events that it does not want. */
    private void flush(Lane lane) {
        if (lane.isFlushDue()) {
            var to = lane.position();
            if (transactions.call(() -> cursors.move(lane.handler(), lane.stored(), to))) {
                lane.moved(to);
            } else {
                lane.unload();
            }
        }
    }

    private void forward(Lane lane, EventHandler handler, BooleanSupplier here, long until) {
        var wanted = types.wanted(handler.types());
        var found = read(lane.position(), until, wanted);
        if (found.isEmpty()) {
            lane.pass(until);
            return;
        }
        for (int from = 0; from < found.size(); ) {
            var batch = found.subList(from, Math.min(found.size(), from + lane.batch()));
            from += batch.size();
            var end = from == found.size() ? until : batch.get(batch.size() - 1).position();
            if (!here.getAsBoolean() || !deliver(lane, handler, here, batch, end)) {
                return;
            }
        }
    }

    private List<StoredEvent> read(long after, long until, Set<String> wanted) {
        return wanted.isEmpty() ? List.of() : transactions.call(() -> events.between(after, until, wanted));
    }

    private boolean deliver(Lane lane, EventHandler handler, BooleanSupplier here, List<StoredEvent> batch, long end) {
        var started = System.nanoTime();
        var failure = mending.attempts().run(lane.actor(), () -> {
            move(lane, end);
            for (var event : batch) {
                if (lane.isBlocked(event.queue())) {
                    mending.waits(lane, event);
                } else {
                    handler.handle(event.event());
                }
            }
        });
        if (failure.isEmpty()) {
            lane.moved(end);
            lane.adapt(System.nanoTime() - started);
            if (!batch.stream().allMatch(event -> lane.isBlocked(event.queue()))) {
                lane.succeeded();
            }
            return true;
        }
        if (here.getAsBoolean()) {
            failed(lane, batch, failure.get());
        }
        return false;
    }

    /** First of all, so that nobody else delivers the same meanwhile. */
    private void move(Lane lane, long to) {
        if (!cursors.move(lane.handler(), lane.stored(), to)) {
            throw new Superseded("The cursor is not where it was");
        }
    }

    private void failed(Lane lane, List<StoredEvent> batch, Failure failure) {
        if (failure.kind() == Kind.SUPERSEDED) {
            lane.unload();
            lane.pause(Duration.ofSeconds(1));
        } else if (failure.kind() == Kind.HINDERED && lane.hindered() <= MAX_HINDRANCES) {
            lane.pause(Duration.ofSeconds(1));
        } else if (batch.size() > 1) {
            lane.single();
        } else {
            setAside(lane, batch.get(0), failure);
        }
    }

    private void setAside(Lane lane, StoredEvent event, Failure failure) {
        transactions.run(() -> {
            move(lane, event.position());
            if (failure.kind() != Kind.ERASED) {
                mending.failed(lane, event, failure.reason());
            }
        });
        lane.moved(event.position());
        if (failure.kind() != Kind.ERASED) {
            mending.settle(lane, event);
        }
    }
}
