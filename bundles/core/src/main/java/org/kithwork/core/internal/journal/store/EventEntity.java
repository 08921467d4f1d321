package org.kithwork.core.internal.journal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Event;

/** A row of {@code core_event}: an event at its position. */
@NullUnmarked
@Entity
@Table(name = "core_event")
public class EventEntity {

    @Id
    @Column(name = "event_seq")
    public long position;

    public String id;

    @Column(name = "event_type")
    public String eventType;

    @Column(name = "customer_id")
    public String customerId;

    @Column(name = "subject_id")
    public String subjectId;

    @Column(name = "occurred_at")
    public Instant occurredAt;

    @Column(name = "recorded_at")
    public Instant recordedAt;

    public String data;

    StoredEvent toEvent() {
        var customer = customerId == null ? null : new CustomerId(customerId);
        return new StoredEvent(
                position, new Event(id, eventType, customer, subjectId, occurredAt, EventData.read(data)));
    }
}
