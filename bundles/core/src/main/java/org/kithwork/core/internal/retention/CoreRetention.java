package org.kithwork.core.internal.retention;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.retention.store.CoreRecords;
import org.kithwork.core.internal.retention.store.CoreRecords.Table;
import org.kithwork.customer.CustomerId;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionBatch;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionKind;
import org.kithwork.privacy.spi.RetentionParticipant;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The core's own records that are kept for a time. The audit is none that goes: its chain of hashes would break. What
 * customers decided goes with the customer alone, since what holds follows from it.
 */
@Component(service = RetentionParticipant.class)
public final class CoreRetention implements RetentionParticipant {

    static final String AUDIT = "core.audit";
    static final String CONSENT = "core.consent";

    /** How long proofs of consent are to be kept at least; a customer who goes takes them along. */
    static final int CONSENT_MONTHS = 5;

    private static final int AUDIT_MONTHS = 6;
    private static final Map<String, Table> TABLES =
            Map.of("core.history", Table.HISTORY, "core.send", Table.SENDS, "core.case", Table.CASES);

    private final CoreRecords records;

    @Activate
    public CoreRetention(@Reference CoreRecords records) {
        this.records = records;
    }

    @Override
    public String module() {
        return "core";
    }

    @Override
    public List<RetentionKind> kinds() {
        return List.of(
                kind("core.history", true, 6, 36),
                kind("core.send", true, 6, 24),
                kind("core.case", true, 36, 60),
                kind(CONSENT, false, CONSENT_MONTHS, CONSENT_MONTHS),
                kind(AUDIT, false, AUDIT_MONTHS, AUDIT_MONTHS));
    }

    private static RetentionKind kind(String id, boolean removable, int minimum, int proposed) {
        return new RetentionKind(
                id,
                Message.of(CoreRetention.class, "kind-" + id),
                removable ? Set.of(RetentionAction.DELETE) : Set.of(),
                minimum,
                proposed);
    }

    @Override
    public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        var last = new HashMap<CustomerId, Instant>();
        records.lastDecisions(customers.stream().map(CustomerId::value).toList())
                .forEach((customer, at) -> last.put(new CustomerId(customer), at));
        return last;
    }

    @Override
    public RetentionDue due(RetentionRequest request) {
        return records.due(table(request), request);
    }

    @Override
    public RetentionBatch remove(RetentionRequest request, @Nullable String after, int limit) {
        var removed = records.remove(table(request), request, limit);
        return new RetentionBatch(removed, removed < limit ? null : "more");
    }

    private static Table table(RetentionRequest request) {
        var table = TABLES.get(request.kind());
        if (table == null) {
            throw new IllegalArgumentException("No such kind: " + request.kind());
        }
        return table;
    }
}
