package org.kithwork.core.internal.viewing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kithwork.audit.Audit;
import org.kithwork.company.Company;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.core.internal.limit.Limits;
import org.kithwork.core.internal.viewing.store.ViewEntity;
import org.kithwork.core.internal.viewing.store.ViewStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.page.PageRequest;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Notes who saw which customer, in the transaction in which he is read: nobody gets an answer that is not noted. Opening
 * a customer whose contact data, note, identifiers or birth date are shown in full is in the audit once an hour; a row
 * for each customer, day and user has it all. What this node noted lately it does not note again.
 */
@Component(service = Views.class)
public final class Views {

    private static final String OBJECT = "core:customer";
    private static final int HOUR = 3600;

    private final CurrentUser user;
    private final ViewStore store;
    private final NameStore names;
    private final Limits limits;
    private final Audit audit;
    private final Transactions transactions;
    private final Company company;
    private final Ids ids;
    private final Clock clock;
    private final RecentViews recent = new RecentViews();

    @Activate
    public Views(
            @Reference CurrentUser user,
            @Reference ViewStore store,
            @Reference NameStore names,
            @Reference Limits limits,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Company company,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.user = user;
        this.store = store;
        this.names = names;
        this.limits = limits;
        this.audit = audit;
        this.transactions = transactions;
        this.company = company;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Who saw a customer on a day of the company's zone.
     *
     * @param opened in how many hours of the day the record was opened; 0 when it stood in lists alone
     * @param inClear whether anything sensitive was shown in full
     */
    public record Seen(
            String id,
            String customerId,
            String userId,
            String userName,
            String day,
            Instant firstAt,
            Instant lastAt,
            int opened,
            boolean inClear) {}

    /**
     * Notes that the actor opened the customer.
     *
     * @param clear whether anything sensitive was shown in full
     */
    public void opened(String customer, boolean clear) {
        open(customer, clear, clear);
    }

    /** Counts that the actor has masked data shown, and notes it; who does this has it in the audit with his reason. */
    public void unmasked(String customer) {
        limits.unmask();
        open(customer, true, false);
    }

    private void open(String customer, boolean clear, boolean audited) {
        var id = user.id();
        if (id.isEmpty()) {
            return;
        }
        var now = clock.instant();
        long hour = now.getEpochSecond() / HOUR;
        var mark = new RecentViews.Mark(customer, id.get().value(), hour, clear);
        if (recent.has(mark)) {
            return;
        }
        transactions.run(() -> {
            var row = row(customer, mark.user(), now);
            row.opened = 1;
            row.openedHour = hour;
            row.clearHour = clear ? hour : 0;
            row.inClear = clear;
            var isNew = store.insert(row);
            if (isNew || store.openFirst(row.viewKey, hour, now)) {
                limits.open();
            } else {
                store.openAgain(row.viewKey, hour, now);
            }
            if (clear && (isNew || store.openClear(row.viewKey, hour)) && audited) {
                audit.record(Audit.Entry.of("customer.viewed", OBJECT, customer, new CustomerId(customer), Map.of()));
            }
            transactions.afterCommit(() -> recent.add(mark));
        });
    }

    /** Notes that the actor saw contact data of these customers in full in a list. */
    public void listed(Collection<String> customers) {
        var id = user.id();
        if (id.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var marks = new HashMap<String, RecentViews.Mark>();
        for (var customer : customers) {
            var mark =
                    new RecentViews.Mark(customer, id.get().value(), today(now).toEpochDay(), false);
            if (!recent.wasListed(mark)) {
                marks.put(key(customer, mark.user(), now), mark);
            }
        }
        if (!marks.isEmpty()) {
            transactions.run(() -> {
                list(marks, now);
                transactions.afterCommit(() -> marks.values().forEach(recent::addListed));
            });
        }
    }

    private void list(Map<String, RecentViews.Mark> marks, Instant now) {
        var fresh = new HashMap<>(marks);
        for (var row : store.find(marks.keySet())) {
            fresh.remove(row.viewKey);
            if (!row.inClear) {
                store.markClear(row.viewKey, now);
            }
        }
        store.insertAll(fresh.values().stream()
                .map(mark -> {
                    var row = row(mark.customer(), mark.user(), now);
                    row.inClear = true;
                    return row;
                })
                .toList());
    }

    private ViewEntity row(String customer, String by, Instant now) {
        var row = new ViewEntity();
        row.viewKey = key(customer, by, now);
        row.seenId = ids.next();
        row.customerId = customer;
        row.userId = by;
        row.viewDay = today(now).toString();
        row.firstAt = now;
        row.lastAt = now;
        return row;
    }

    private String key(String customer, String by, Instant now) {
        return customer + today(now) + by;
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, company.zone());
    }

    /**
     * Who saw these customers, the latest first: for a person ask with all ids that stand for him. Asks no right; who
     * calls it has made sure that the answer may be given.
     */
    public List<Seen> seenBy(Collection<CustomerId> customers) {
        return transactions.call(() -> {
            var rows = new ArrayList<ViewEntity>();
            customers.forEach(customer -> rows.addAll(store.of(customer.value())));
            return seen(rows).stream()
                    .sorted((a, b) -> b.lastAt().compareTo(a.lastAt()))
                    .toList();
        });
    }

    /** As {@link #seenBy}, of one customer and a page at a time: by id, the latest first look first, one more than asked for. */
    public List<Seen> seenBy(CustomerId customer, PageRequest request) {
        return transactions.call(() -> seen(store.page(customer.value(), request)));
    }

    private List<Seen> seen(List<ViewEntity> rows) {
        var users = names.users(rows.stream().map(row -> row.userId).distinct().toList());
        return rows.stream()
                .map(row -> new Seen(
                        row.seenId,
                        row.customerId,
                        row.userId,
                        users.getOrDefault(row.userId, row.userId),
                        row.viewDay,
                        row.firstAt,
                        row.lastAt,
                        row.opened,
                        row.inClear))
                .toList();
    }
}
