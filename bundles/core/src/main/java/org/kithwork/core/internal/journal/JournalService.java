package org.kithwork.core.internal.journal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Event;
import org.kithwork.event.EventType;
import org.kithwork.event.Journal;
import org.kithwork.id.Ids;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes events with the change that they tell of, and refuses what no module declares. Pages that show the customer
 * are told to look again.
 */
@Component(service = Journal.class)
public final class JournalService implements Journal {

    private static final int MAX_TEXT = 500;
    private static final int MAX_MEMBERS = 32;
    private static final int MAX_SUBJECT = 100;

    private final EventTypeRegistry types;
    private final Sequencer sequencer;
    private final Changes changes;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public JournalService(
            @Reference EventTypeRegistry types,
            @Reference Sequencer sequencer,
            @Reference Changes changes,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.types = types;
        this.sequencer = sequencer;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Event record(
            EventType type,
            @Nullable CustomerId customer,
            String subjectId,
            Instant occurredAt,
            Map<String, Object> data) {
        check(type, subjectId, data);
        var occurred = occurredAt.truncatedTo(ChronoUnit.MICROS);
        var event = new Event(ids.next(), type.name(), customer, subjectId, occurred, data);
        sequencer.write(event, clock.instant());
        if (customer != null) {
            changes.changed("customer", customer.value());
        }
        return event;
    }

    private void check(EventType type, String subjectId, Map<String, Object> data) {
        if (types.find(type.name()).isEmpty()) {
            throw new IllegalArgumentException("No module declares the event type " + type.name());
        }
        if (subjectId.isBlank() || subjectId.length() > MAX_SUBJECT) {
            throw new IllegalArgumentException(type.name() + ": the subject is no id");
        }
        if (data.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException(type.name() + ": more than " + MAX_MEMBERS + " members");
        }
        data.forEach((name, value) -> {
            var fits = value instanceof Boolean
                    || value instanceof Number
                    || (value instanceof String text && text.length() <= MAX_TEXT);
            if (!fits) {
                throw new IllegalArgumentException(type.name() + ": " + name + " is no short text, number or boolean");
            }
        });
    }
}
