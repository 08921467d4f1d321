package org.kithwork.core.internal.customer;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.HistoryEntity;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.json.Json;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldAccess;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was changed, by whom, from what to what; the ground of undo, provenance and the profile of a past day. */
@Component(service = CustomerHistory.class)
public final class CustomerHistory {

    private final CustomerStore store;
    private final CustomerProtection protection;
    private final Customers customers;
    private final CustomerViews views;
    private final AccessControl access;
    private final Json json;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public CustomerHistory(
            @Reference CustomerStore store,
            @Reference CustomerProtection protection,
            @Reference Customers customers,
            @Reference CustomerViews views,
            @Reference AccessControl access,
            @Reference Json json,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.protection = protection;
        this.customers = customers;
        this.views = views;
        this.access = access;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A member that changed.
     *
     * @param from in JSON form; {@code null} where there was nothing
     */
    public record Change(
            String field, @Nullable Object from, @Nullable Object to) {}

    /** A change of several members at once. */
    public record Entry(
            String id,
            Instant at,
            ActorName actor,
            @Nullable String source,
            List<Change> changes) {}

    /** Every change of the owner comes by here, so that it follows since when a customer is his. */
    void record(CustomerEntity customer, List<Change> changes) {
        if (changes.stream().anyMatch(change -> change.field().equals("ownerId"))) {
            customer.ownerSince = clock.instant();
        }
        var actor = access.actor();
        var entry = new HistoryEntity();
        entry.id = ids.next();
        entry.customerId = customer.id;
        entry.changedAt = clock.instant();
        entry.actorKind = actor.kind().name();
        entry.actorId = actor.id();
        entry.actorName = actor.name();
        entry.source = customer.source;
        entry.version = customer.version;
        entry.changesCipher = protection.sealHistory(entry.id, json.write(changes));
        store.insert(List.of(entry));
    }

    /** The latest changes, newest first; members that the actor may not see in full are named without their values. */
    public List<Entry> of(CustomerId id) {
        var customer = customers.visible(id.value(), CustomerPermissions.VIEW).orElseThrow(Customers::notFound);
        var granted = views.fullAccess(views.rules(), customer);
        views.noteChangesRead(customer, granted);
        return store.history(customer.id).stream()
                .map(row -> new Entry(
                        row.id,
                        row.changedAt,
                        new ActorName(row.actorId, row.actorName),
                        row.source,
                        Arrays.stream(json.read(protection.openHistory(row.id, row.changesCipher), Change[].class))
                                .filter(change -> at(granted.get(base(change.field())), FieldAccess.MASK))
                                .map(change -> at(granted.get(base(change.field())), FieldAccess.READ)
                                        ? change
                                        : new Change(change.field(), null, null))
                                .toList()))
                .toList();
    }

    /** All changes with all values, for the person himself. */
    List<Entry> all(String customerId) {
        return store.history(customerId).stream().map(this::entry).toList();
    }

    /** All changes with all values, newest first; what of them is shown is for the caller to say. */
    List<Entry> whole(String customerId) {
        return store.wholeHistory(customerId).stream().map(this::entry).toList();
    }

    private Entry entry(HistoryEntity row) {
        return new Entry(
                row.id,
                row.changedAt,
                new ActorName(row.actorId, row.actorName),
                row.source,
                List.of(json.read(protection.openHistory(row.id, row.changesCipher), Change[].class)));
    }

    private static boolean at(@Nullable FieldAccess access, FieldAccess least) {
        return access != null && access.isAtLeast(least);
    }

    /** Parts of the name are under the rule of the name. */
    private static String base(String field) {
        return switch (field) {
            case "familyName", "givenName", "fullName", "nameOrder", "pinyin" -> "displayName";
            default -> field;
        };
    }
}
