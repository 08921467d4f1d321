package org.kithwork.intake.internal.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;

/**
 * A system outside that is told of events.
 *
 * @param url where it is told
 * @param events the types of which it is told
 * @param failingSince since when nothing reached it; {@code null} while it answers
 */
public record Webhook(
        WebhookId id,
        long version,
        String name,
        String url,
        List<String> events,
        State state,
        @Nullable Instant failingSince,
        Instant createdAt,
        ActorName createdBy,
        Instant updatedAt,
        ActorName updatedBy) {

    /** Whether it is told. */
    public enum State {
        ACTIVE,
        /** Switched off by a person. */
        PAUSED,
        /** Switched off because nothing reached it for days. */
        DISABLED
    }

    public Webhook {
        events = List.copyOf(events);
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }
}
