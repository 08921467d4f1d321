package org.kithwork.core.internal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.kithwork.core.internal.journal.Attempts.Failure;
import org.kithwork.core.internal.journal.Attempts.Kind;
import org.kithwork.core.internal.journal.store.JournalStore;
import org.kithwork.core.internal.journal.store.ParkedStore;
import org.kithwork.core.internal.journal.store.ParkedStore.Outcome;
import org.kithwork.core.internal.journal.store.StoredEvent;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to the events that a handler could not take: tried again with growing waits, then parked for somebody to
 * look at. In each queue the first is tried and the others wait; a queue that is empty is open again.
 */
@Component(service = Mending.class)
public final class Mending {

    private static final Logger LOGGER = LoggerFactory.getLogger(Mending.class);
    private static final int AT_ONCE = 20;

    private final JournalStore events;
    private final ParkedStore parked;
    private final Transactions transactions;
    private final Attempts attempts;
    private final RetryPolicy policy;

    @Activate
    public Mending(
            @Reference JournalStore events,
            @Reference ParkedStore parked,
            @Reference Transactions transactions,
            @Reference Attempts attempts) {
        this(events, parked, transactions, attempts, RetryPolicy.DEFAULT);
    }

    Mending(JournalStore events, ParkedStore parked, Transactions transactions, Attempts attempts, RetryPolicy policy) {
        this.events = events;
        this.parked = parked;
        this.transactions = transactions;
        this.attempts = attempts;
        this.policy = policy;
    }

    Attempts attempts() {
        return attempts;
    }

    Instant now() {
        return attempts.now();
    }

    /** Reads what is set aside for a handler; in the current transaction. */
    void load(Lane lane, long position) {
        parked.headless(lane.handler()).forEach(queue -> parked.promote(lane.handler(), queue, now()));
        lane.load(position, parked.queues(lane.handler()), parked.nextDue(lane.handler()));
    }

    /** Reads again when the next retry is due, after somebody has marked one. */
    void look(Lane lane) {
        transactions.call(() -> parked.nextDue(lane.handler())).ifPresent(lane::dueBy);
    }

    /** Lets an event wait behind an earlier one; in the current transaction. */
    void waits(Lane lane, StoredEvent event) {
        parked.waits(lane.handler(), event, now());
    }

    /** Sets an event aside; in the current transaction. */
    void failed(Lane lane, StoredEvent event, String reason) {
        LOGGER.warn(
                "Handler {} failed on event {}: {}",
                lane.handler(),
                event.event().id(),
                reason);
        parked.failed(lane.handler(), event, reason, now(), outcome(1));
    }

    /** After it was set aside. */
    void settle(Lane lane, StoredEvent event) {
        lane.block(event.queue());
        lane.dueBy(outcome(1).nextAt());
        if (lane.failed() >= policy.doubtAfter()) {
            LOGGER.warn("Handler {} fails on every event; it rests for a while", lane.handler());
            lane.pause(policy.doubtWait());
        }
    }

    private Outcome outcome(int attempt) {
        return new Outcome(policy.isLast(attempt), now().plus(policy.after(attempt)));
    }

    /** Tries what is due. */
    void mend(Lane lane, EventHandler handler, BooleanSupplier here) {
        for (var each : transactions.call(() -> parked.due(lane.handler(), now(), AT_ONCE))) {
            if (!here.getAsBoolean() || lane.isPaused()) {
                return;
            }
            mend(lane, handler, here, each);
        }
        lane.due(transactions.call(() -> parked.nextDue(lane.handler())));
    }

    private void mend(Lane lane, EventHandler handler, BooleanSupplier here, ParkedEvent each) {
        var left = new boolean[1];
        var failure = attempts.run(lane.actor(), () -> {
            left[0] = release(lane, each);
            if (each.state() != ParkedEvent.State.SKIPPED) {
                events.at(each.position()).ifPresent(event -> handler.handle(event.event()));
            }
        });
        if (failure.isEmpty()) {
            settle(lane, each, left[0]);
        } else if (failure.get().kind() == Kind.ERASED) {
            settle(lane, each, transactions.call(() -> release(lane, each)));
        } else if (here.getAsBoolean()) {
            failedAgain(lane, each, failure.get());
        }
    }

    /** Takes the event out of its queue and has the next one tried. */
    private boolean release(Lane lane, ParkedEvent each) {
        if (!parked.take(each)) {
            throw new Superseded("The parked event has changed");
        }
        return parked.promote(lane.handler(), each.queue(), now());
    }

    private static void settle(Lane lane, ParkedEvent each, boolean moreWait) {
        lane.succeeded();
        if (!moreWait) {
            lane.unblock(each.queue());
        }
    }

    private void failedAgain(Lane lane, ParkedEvent each, Failure failure) {
        if (failure.kind() == Kind.SUPERSEDED) {
            return;
        }
        var outcome = outcome(each.attempts() + 1);
        if (outcome.giveUp()) {
            LOGGER.warn(
                    "Handler {} failed {} times on event {}, which is parked: {}",
                    lane.handler(),
                    each.attempts() + 1,
                    each.eventId(),
                    failure.reason());
        }
        transactions.run(() -> parked.failedAgain(each, failure.reason(), outcome));
        if (failure.kind() == Kind.HINDERED) {
            lane.pause(Duration.ofSeconds(1));
        }
    }
}
