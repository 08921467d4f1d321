package org.kithwork.archives.internal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.EventType;
import org.kithwork.event.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Leaves the traces of a change in its transaction: the audit tells who did it, the event tells the other modules. */
@Component(service = Trail.class)
public final class Trail {

    private static final String MODULE = "archives.";

    private final Audit audit;
    private final Journal journal;

    @Activate
    public Trail(@Reference Audit audit, @Reference Journal journal) {
        this.audit = audit;
        this.journal = journal;
    }

    /** Both traces of one happening. */
    void happened(
            EventType type,
            @Nullable CustomerId customer,
            String id,
            Instant at,
            Map<String, Object> data,
            @Nullable String reason) {
        var action = type.name().substring(MODULE.length());
        audited(action, customer, id, data, reason);
        told(type, customer, id, at, data);
    }

    /** The event alone: of an imported row, whose result is its audit. */
    void told(EventType type, @Nullable CustomerId customer, String id, Instant at, Map<String, Object> data) {
        journal.record(type, customer, id, at, data);
    }

    /** The audit alone: of a change that no other module needs to know of. */
    public void audited(
            String action,
            @Nullable CustomerId customer,
            String id,
            Map<String, Object> data,
            @Nullable String reason) {
        var objectType = "archives:" + action.substring(0, action.indexOf('.'));
        audit.record(new Audit.Entry(action, objectType, id, customer, data, reason));
    }
}
