package org.kithwork.core.internal.journal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.journal.ParkedEvent;
import org.kithwork.customer.CustomerId;

/** A row of {@code core_parked}: an event that one handler could not take, or one that waits behind it. */
@NullUnmarked
@Entity
@Table(name = "core_parked")
public class ParkedEntity {

    @Id
    public String id;

    public String handler;

    @Column(name = "event_seq")
    public long position;

    @Column(name = "event_id")
    public String eventId;

    @Column(name = "event_type")
    public String eventType;

    @Column(name = "customer_id")
    public String customerId;

    public String queue;

    @Enumerated(EnumType.STRING)
    public ParkedEvent.State state;

    public int attempts;

    public String reason;

    @Column(name = "parked_at")
    public Instant parkedAt;

    @Column(name = "next_at")
    public Instant nextAt;

    ParkedEvent toParked() {
        return new ParkedEvent(
                id,
                handler,
                position,
                eventId,
                eventType,
                customerId == null ? null : new CustomerId(customerId),
                queue,
                state,
                attempts,
                reason,
                parkedAt);
    }
}
