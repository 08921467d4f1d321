package org.kithwork.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.customer.CustomerId;
import org.osgi.annotation.versioning.ProviderType;

/** Leaves the traces of a change in its transaction: the audit tells who did it, the event tells the other modules. */
@ProviderType
public interface Trail {

    /** Where it is noted who did what. */
    Audit audit();

    /** Where events are kept. */
    Journal journal();

    /** Both traces of one happening: it is audited under the name of its type. */
    default void happened(
            EventType type,
            @Nullable CustomerId customer,
            String id,
            Instant at,
            Map<String, Object> data,
            @Nullable String reason) {
        audited(type.name(), customer, id, data, reason);
        told(type, customer, id, at, data);
    }

    /** The event alone: of an imported row, whose result is its audit. */
    default void told(EventType type, @Nullable CustomerId customer, String id, Instant at, Map<String, Object> data) {
        journal().record(type, customer, id, at, data);
    }

    /**
     * The audit alone: of a change that no other module needs to know of.
     *
     * @param name made as that of an event, {@code module.object.past-tense-word}: it is the action {@code object.past-tense-word} on a
     *     {@code module:object}
     */
    default void audited(
            String name, @Nullable CustomerId customer, String id, Map<String, Object> data, @Nullable String reason) {
        var parts = name.split("\\.", 3);
        audit().record(new Audit.Entry(
                parts[1] + "." + parts[2], parts[0] + ":" + parts[1], id, customer, data, reason));
    }
}
