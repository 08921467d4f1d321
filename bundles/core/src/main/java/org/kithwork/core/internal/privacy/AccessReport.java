package org.kithwork.core.internal.privacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.kithwork.core.internal.access.PermissionCatalog;
import org.kithwork.core.internal.access.store.AuditEntity;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.operation.CustomerAlias;
import org.kithwork.core.internal.operation.CustomerGuard;
import org.kithwork.core.internal.viewing.Views;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who looked at a person's data, changed them or took them along, as the audit and the table of views have it. */
@Component(service = AccessReport.class)
public final class AccessReport {

    private static final Set<String> LOOKS = Set.of("customer.unmasked", "customer.viewed");
    private static final Set<String> COPIES = Set.of("customer.export-started", "customer.exported");

    private final AuditStore audits;
    private final PermissionCatalog catalog;
    private final Views views;
    private final CustomerAlias alias;
    private final CustomerGuard guard;
    private final AccessControl access;
    private final Paging paging;
    private final Transactions transactions;

    @Activate
    public AccessReport(
            @Reference AuditStore audits,
            @Reference PermissionCatalog catalog,
            @Reference Views views,
            @Reference CustomerAlias alias,
            @Reference CustomerGuard guard,
            @Reference AccessControl access,
            @Reference Paging paging,
            @Reference Transactions transactions) {
        this.audits = audits;
        this.catalog = catalog;
        this.views = views;
        this.alias = alias;
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

    /** Newest first, under every id that stands for the person. */
    public Page<Access> of(CustomerId customer, PageRequest request, Locale locale) {
        access.require(PrivacyPermissions.VIEW);
        return transactions.call(() -> {
            guard.look(PrivacyPermissions.VIEW, customer).visible(customer);
            var all = new ArrayList<Access>();
            for (var id : person(customer)) {
                var filter = new AuditStore.Filter(null, null, null, id.value(), null, null);
                audits.list(filter, request).forEach(row -> all.add(view(row, locale)));
                views.seenBy(id, request).forEach(seen -> all.add(view(seen, locale)));
            }
            all.sort(Comparator.comparing(Access::id).reversed());
            return paging.page(all.subList(0, Math.min(all.size(), request.limit() + 1)), request, Access::id);
        });
    }

    private Set<CustomerId> person(CustomerId customer) {
        var survivor = alias.answersFor(customer).orElse(customer);
        guard.look(PrivacyPermissions.VIEW, survivor).visible(survivor);
        var ids = new HashSet<>(alias.aliases(survivor));
        ids.add(survivor);
        return ids;
    }

    private static Access view(Views.Seen seen, Locale locale) {
        var what = seen.opened() == 0
                ? Message.of(AccessReport.class, "seen-listed", seen.day())
                : Message.of(
                        AccessReport.class, seen.inClear() ? "seen-clear" : "seen-opened", seen.day(), seen.opened());
        return new Access(
                seen.id(), seen.firstAt(), Kind.SEEN, Actor.Kind.USER.name(), seen.userName(), what.text(locale));
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
