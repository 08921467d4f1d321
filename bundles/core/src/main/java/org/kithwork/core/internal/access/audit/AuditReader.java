package org.kithwork.core.internal.access.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.CorePermissions;
import org.kithwork.core.internal.access.PermissionCatalog;
import org.kithwork.core.internal.access.store.AuditEntity;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.json.Json;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the audit to those who may see it. */
@Component(service = AuditReader.class)
public final class AuditReader {

    private final AuditStore store;
    private final AuditCipher cipher;
    private final PermissionCatalog catalog;
    private final AccessControl access;
    private final Json json;
    private final Paging paging;
    private final Transactions transactions;

    @Activate
    public AuditReader(
            @Reference AuditStore store,
            @Reference AuditCipher cipher,
            @Reference PermissionCatalog catalog,
            @Reference AccessControl access,
            @Reference Json json,
            @Reference Paging paging,
            @Reference Transactions transactions) {
        this.store = store;
        this.cipher = cipher;
        this.catalog = catalog;
        this.access = access;
        this.json = json;
        this.paging = paging;
        this.transactions = transactions;
    }

    /** Who did it. */
    public record Who(String kind, String id, String name) {}

    /** An entry as it is shown; the titles are for people, in their language. */
    public record Shown(
            String id,
            Instant at,
            Who actor,
            String action,
            String actionTitle,
            String objectType,
            String objectTitle,
            String objectId,
            @Nullable String customerId,
            Map<String, Object> detail,
            @Nullable String reason) {}

    /** What the list is narrowed to; {@code object} is a record's id or a kind such as {@code core:user}. */
    public record Query(
            @Nullable String object,
            @Nullable String actor,
            @Nullable String action,
            @Nullable String customer,
            @Nullable String from,
            @Nullable String to) {}

    /** Newest first. */
    public Page<Shown> list(Query query, PageRequest request, Locale locale) {
        access.require(CorePermissions.AUDIT_VIEW);
        var faults = new Faults();
        var filter = new AuditStore.Filter(
                given(query.object()),
                given(query.actor()),
                given(query.action()),
                given(query.customer()),
                faults.instant("/from", query.from()),
                faults.instant("/to", query.to()));
        faults.check();
        return transactions.call(() ->
                paging.page(store.list(filter, request), request, row -> row.id).map(row -> view(row, locale)));
    }

    /** What the list can be narrowed to by action. */
    public List<PermissionCatalog.Action> actions(Locale locale) {
        access.require(CorePermissions.AUDIT_VIEW);
        return catalog.actions(locale);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A right by its title, everything else by its kind. */
    private String objectTitle(AuditEntity row, Locale locale) {
        return row.objectType.equals(DenialLog.OBJECT)
                ? catalog.title(row.objectId, locale)
                : catalog.object(row.objectType, locale);
    }

    @SuppressWarnings("unchecked")
    private Shown view(AuditEntity row, Locale locale) {
        return new Shown(
                row.id,
                row.happenedAt,
                new Who(row.actorKind, row.actorId, row.actorName),
                row.action,
                catalog.action(row.objectType, row.action, locale),
                row.objectType,
                objectTitle(row, locale),
                row.objectId,
                row.customerId,
                json.read(row.detail, Map.class),
                cipher.openReason(row.id, row.reasonCipher));
    }
}
