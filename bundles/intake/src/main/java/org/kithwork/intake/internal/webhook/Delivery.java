package org.kithwork.intake.internal.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a webhook.
 *
 * @param eventId also the id by which the receiver knows it again, however often it comes
 * @param attempts how often it was tried since it was last put in the queue
 * @param nextAt when it is tried next, while it is pending
 * @param retryUntil when it is given up
 * @param lastStatus what the receiver said last; {@code null} where it did not answer
 * @param lastProblem why the last try came to nothing; {@code null} where it did not
 */
public record Delivery(
        DeliveryId id,
        WebhookId webhookId,
        String eventId,
        String eventType,
        String subjectId,
        @Nullable String customerId,
        Instant occurredAt,
        State state,
        int attempts,
        Instant nextAt,
        Instant retryUntil,
        @Nullable Instant lastAt,
        @Nullable Integer lastStatus,
        @Nullable String lastProblem,
        @Nullable Instant deliveredAt,
        Instant createdAt) {

    /** What becomes of it. */
    public enum State {
        PENDING,
        DELIVERED,
        /** Given up, until a person sends it again. */
        PARKED
    }

    /** The event as it is told: ids, and nothing about anybody. */
    record Told(
            String id,
            String type,
            Instant occurredAt,
            String subjectId,
            @Nullable String customerId) {}

    Told told() {
        return new Told(eventId, eventType, occurredAt, subjectId, customerId);
    }
}
