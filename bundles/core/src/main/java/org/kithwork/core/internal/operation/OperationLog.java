package org.kithwork.core.internal.operation;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.core.internal.operation.store.OperationEntity;
import org.kithwork.event.EventType;
import org.kithwork.event.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes, in the operation's transaction, what the audit, the journal and the open pages learn of it. */
@Component(service = OperationLog.class)
public final class OperationLog {

    private final Audit audit;
    private final Journal journal;
    private final Changes changes;
    private final Clock clock;

    @Activate
    public OperationLog(
            @Reference Audit audit, @Reference Journal journal, @Reference Changes changes, @Reference Clock clock) {
        this.audit = audit;
        this.journal = journal;
        this.changes = changes;
        this.clock = clock;
    }

    /** Tells of a new operation. */
    void write(EventType event, String action, OperationEntity operation, @Nullable String reason) {
        var data = new HashMap<String, Object>();
        data.put("operation", operation.id);
        if (operation.absorbedId != null) {
            data.put("absorbed", operation.absorbedId);
        }
        journal.record(event, operation.customer(), operation.id, clock.instant(), data);
        audit(action, operation, reason);
    }

    /** Tells who takes an archive, by the mark that the copy carries. */
    void taken(String mark, OperationEntity operation, long rows) {
        audit.record(new Audit.Entry(
                "customer.exported",
                "core:export",
                mark,
                operation.customer(),
                Map.of("operation", operation.id, "rows", rows),
                null));
        changes.changed("customer", operation.customerId);
    }

    /** Tells of what is no event to other modules. */
    void audit(String action, OperationEntity operation, @Nullable String reason) {
        var detail = new HashMap<String, Object>();
        detail.put("operation", operation.id);
        if (operation.absorbedId != null) {
            detail.put("absorbed", operation.absorbedId);
        }
        audit.record(
                new Audit.Entry(action, "core:customer", operation.customerId, operation.customer(), detail, reason));
        changes.changed("customer", operation.customerId);
        if (operation.absorbedId != null) {
            changes.changed("customer", operation.absorbedId);
        }
    }
}
