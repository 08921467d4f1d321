package org.kithwork.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;

/**
 * What happened, in the past tense. It carries ids and figures and no personal data; a receiver reads again under its
 * own rights.
 *
 * @param type such as {@code archives.purchase.completed}
 * @param subjectId the record it is about
 * @param occurredAt when it happened, which may be long before it was recorded
 * @param data texts, numbers and booleans by name
 */
public record Event(
        String id,
        String type,
        @Nullable CustomerId customer,
        String subjectId,
        Instant occurredAt,
        Map<String, Object> data) {

    public Event {
        data = Map.copyOf(data);
    }
}
