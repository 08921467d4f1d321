package org.kithwork.intake.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.intake.internal.webhook.Delivery;

/** A row of {@code intake_delivery}. */
@NullUnmarked
@Entity
@Table(name = "intake_delivery")
class DeliveryEntity {

    @Id
    String id;

    @Column(name = "webhook_id")
    String webhookId;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "event_type")
    String eventType;

    @Column(name = "subject_id")
    String subjectId;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "occurred_at")
    Instant occurredAt;

    @Enumerated(EnumType.STRING)
    Delivery.State state;

    int attempts;

    @Column(name = "next_at")
    Instant nextAt;

    @Column(name = "retry_until")
    Instant retryUntil;

    @Column(name = "last_at")
    Instant lastAt;

    @Column(name = "last_status")
    Integer lastStatus;

    @Column(name = "last_problem")
    String lastProblem;

    @Column(name = "delivered_at")
    Instant deliveredAt;

    @Column(name = "created_at")
    Instant createdAt;
}
