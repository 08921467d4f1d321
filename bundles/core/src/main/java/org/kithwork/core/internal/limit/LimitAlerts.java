package org.kithwork.core.internal.limit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.kithwork.audit.Audit;
import org.kithwork.company.Company;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.core.internal.limit.store.LimitAlertEntity;
import org.kithwork.core.internal.limit.store.UsageStore;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells, once a day for each user and kind, that a limit was reached: in the audit, and to those who look after it. */
@Component(service = LimitAlerts.class)
public final class LimitAlerts {

    private final UsageStore store;
    private final NameStore names;
    private final AccessControl access;
    private final Audit audit;
    private final Paging paging;
    private final Transactions transactions;
    private final Ids ids;
    private final Company company;
    private final Clock clock;

    @Activate
    public LimitAlerts(
            @Reference UsageStore store,
            @Reference NameStore names,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Company company,
            @Reference Clock clock) {
        this.store = store;
        this.names = names;
        this.access = access;
        this.audit = audit;
        this.paging = paging;
        this.transactions = transactions;
        this.ids = ids;
        this.company = company;
        this.clock = clock;
    }

    /** A limit that a user reached on a day. */
    public record Alert(
            String id,
            Instant at,
            String userId,
            String userName,
            LimitKind kind,
            String day,
            long used,
            long allowed) {}

    /** Newest first. */
    public Page<Alert> list(PageRequest request) {
        access.require(LimitPermissions.VIEW);
        return transactions.call(() -> {
            var page = paging.page(store.alerts(store.alertIds(request)), request, alert -> alert.id);
            var users = names.users(
                    page.items().stream().map(alert -> alert.userId).distinct().toList());
            return page.map(alert -> new Alert(
                    alert.id,
                    alert.reachedAt,
                    alert.userId,
                    users.getOrDefault(alert.userId, alert.userId),
                    LimitKind.valueOf(alert.kind),
                    alert.usedDay,
                    alert.used,
                    alert.allowed));
        });
    }

    /** How many there are of today and yesterday; asks no right and names nobody. */
    public long recent() {
        var yesterday = LocalDate.ofInstant(clock.instant(), company.zone()).minusDays(1);
        return transactions.call(() -> store.alertsSince(yesterday.toString()));
    }

    /** In the current transaction, of the user who acts. */
    void reached(Usage usage, long used, long allowed) {
        var alert = new LimitAlertEntity();
        alert.id = ids.next();
        alert.userId = usage.user();
        alert.kind = usage.kind().name();
        alert.usedDay = usage.day();
        alert.used = used;
        alert.allowed = allowed;
        alert.reachedAt = clock.instant();
        store.insert(alert);
        audit.record(new Audit.Entry(
                "limit.reached",
                "core:limit",
                alert.userId,
                null,
                Map.of("kind", alert.kind, "used", used, "allowed", allowed, "day", alert.usedDay),
                null));
    }

    /** Whose use of what on which day. */
    record Usage(String user, LimitKind kind, String day) {

        /** The key of the counter: the days follow one another. */
        String key() {
            return String.join(" ", List.of(day, kind.name(), user));
        }
    }
}
