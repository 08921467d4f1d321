package org.kithwork.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.osgi.annotation.versioning.ProviderType;

/** Where events are kept. They get their position after commit, so no writer waits for another. */
@ProviderType
public interface Journal {

    /**
     * Writes an event in the current transaction.
     *
     * @param type one of the types that the module declares
     */
    Event record(
            EventType type,
            @Nullable CustomerId customer,
            String subjectId,
            Instant occurredAt,
            Map<String, Object> data);
}
