package org.kithwork.core.internal.journal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.event.Event;

/** A row of {@code core_event_inbox}: an event that has no position yet. */
@NullUnmarked
@Entity
@Table(name = "core_event_inbox")
public class InboxEntity {

    @Id
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

    static InboxEntity of(Event event, Instant recordedAt) {
        var entity = new InboxEntity();
        entity.id = event.id();
        entity.eventType = event.type();
        entity.customerId = event.customer() == null ? null : event.customer().value();
        entity.subjectId = event.subjectId();
        entity.occurredAt = event.occurredAt();
        entity.recordedAt = recordedAt;
        entity.data = EventData.write(event.data());
        return entity;
    }

    EventEntity at(long position) {
        var entity = new EventEntity();
        entity.position = position;
        entity.id = id;
        entity.eventType = eventType;
        entity.customerId = customerId;
        entity.subjectId = subjectId;
        entity.occurredAt = occurredAt;
        entity.recordedAt = recordedAt;
        entity.data = data;
        return entity;
    }
}
