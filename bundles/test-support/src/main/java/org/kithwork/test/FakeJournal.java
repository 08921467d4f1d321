package org.kithwork.test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Event;
import org.kithwork.event.EventType;
import org.kithwork.event.Journal;
import org.kithwork.store.Transactions;

/** Keeps the events that were recorded; what was rolled back is not in it. */
public final class FakeJournal implements Journal {

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final SequentialIds ids = new SequentialIds("e");
    private final Consumer<Runnable> afterCommit;

    /** For services that open no transaction. */
    public FakeJournal() {
        afterCommit = Runnable::run;
    }

    /** Counts an event when its transaction has committed. */
    public FakeJournal(Transactions transactions) {
        afterCommit = transactions::afterCommit;
    }

    @Override
    public Event record(
            EventType type,
            @Nullable CustomerId customer,
            String subjectId,
            Instant occurredAt,
            Map<String, Object> data) {
        data.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                throw new IllegalArgumentException(type.name() + ": " + name + " is no text, number or boolean");
            }
        });
        var event = new Event(ids.next(), type.name(), customer, subjectId, occurredAt, data);
        afterCommit.accept(() -> events.add(event));
        return event;
    }

    /** All events, in the order of their commits. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The types, in the order of their commits. */
    public List<String> types() {
        return events.stream().map(Event::type).toList();
    }

    public void clear() {
        events.clear();
    }
}
