package org.kithwork.core.internal.privacy;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.kithwork.core.internal.access.PermissionCatalog;
import org.kithwork.core.internal.access.store.AuditEntity;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.operation.CustomerGuard;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who looked at a person's data, changed them or took them along, as the audit has it. */
@Component(service = AccessReport.class)
public final class AccessReport {

    private static final Set<String> LOOKS = Set.of("customer.unmasked", "customer.viewed");
    private static final Set<String> COPIES = Set.of("customer.export-started", "customer.exported");

    private final AuditStore audits;
    private final PermissionCatalog catalog;
    private final CustomerGuard guard;
    private final AccessControl access;
    private final Paging paging;
    private final Transactions transactions;

    @Activate
    public AccessReport(
            @Reference AuditStore audits,
            @Reference PermissionCatalog catalog,
            @Reference CustomerGuard guard,
            @Reference AccessControl access,
            @Reference Paging paging,
            @Reference Transactions transactions) {
        this.audits = audits;
        this.catalog = catalog;
        this.guard = guard;
        this.access = access;
        this.paging = paging;
        this.transactions = transactions;
    }

    /** What was done with the data. */
    public enum Kind {
        SEEN,
        CHANGED,
        EXPORTED
    }

    /** One access; without the reason, which may quote others. */
    public record Access(String id, Instant at, Kind kind, String actorKind, String actorName, String title) {}

    /** Newest first. */
    public Page<Access> of(CustomerId customer, PageRequest request, Locale locale) {
        access.require(PrivacyPermissions.VIEW);
        return transactions.call(() -> {
            guard.lock(PrivacyPermissions.VIEW, customer).visible(customer);
            var filter = new AuditStore.Filter(null, null, null, customer.value(), null, null);
            return paging.page(audits.list(filter, request), request, row -> row.id)
                    .map(row -> view(row, locale));
        });
    }

    private Access view(AuditEntity row, Locale locale) {
        var kind = LOOKS.contains(row.action) ? Kind.SEEN : COPIES.contains(row.action) ? Kind.EXPORTED : Kind.CHANGED;
        return new Access(
                row.id,
                row.happenedAt,
                kind,
                row.actorKind,
                row.actorName,
                catalog.action(row.objectType, row.action, locale));
    }
}
