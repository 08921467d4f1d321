package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerHistory.Entry;
import org.kithwork.core.internal.customer.store.ContactPointEntity;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.customer.ContactState;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.MemberState;
import org.kithwork.customer.MemberStates;
import org.kithwork.permission.FieldAccess;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads from the history since when the members of a customer stand as they do; values are compared and not told. */
@Component(service = MemberStates.class)
public final class CustomerMemberStates implements MemberStates {

    private static final String CONTACTS = "contactPoints";
    private static final List<String> SIMPLE = List.of("occupation", "company", "district");

    private final Customers customers;
    private final CustomerStore store;
    private final CustomerHistory history;
    private final CustomerProtection protection;
    private final CustomerViews views;
    private final CustomerFields fields;

    @Activate
    public CustomerMemberStates(
            @Reference Customers customers,
            @Reference CustomerStore store,
            @Reference CustomerHistory history,
            @Reference CustomerProtection protection,
            @Reference CustomerViews views,
            @Reference CustomerFields fields) {
        this.customers = customers;
        this.store = store;
        this.history = history;
        this.protection = protection;
        this.views = views;
        this.fields = fields;
    }

    @Override
    public Map<String, MemberState> of(CustomerId id) {
        var customer = customers.visible(id.value(), CustomerPermissions.VIEW).orElseThrow(Customers::notFound);
        var access = views.fullAccess(views.rules(), customer);
        var changes = history.all(customer.id);
        var states = new LinkedHashMap<String, MemberState>();
        if (shows(access, "displayName") && !customer.unnamed) {
            states.put("name", new MemberState(!customer.nameDoubtful, named(customer, changes), null));
        }
        if (shows(access, CONTACTS)) {
            contacts(customer, changes, states);
        }
        var members = new CustomerMembers(protection);
        for (var member : List.of("sex", "birth")) {
            if (shows(access, member) && !members.read(customer, member).isEmpty()) {
                states.put(member, entered(customer, changes, member));
            }
        }
        for (var member : SIMPLE) {
            if (shows(access, member) && !members.read(customer, member).isEmpty()) {
                states.put(member, entered(customer, changes, member));
            }
        }
        fields.shown(customer, member -> shows(access, member))
                .keySet()
                .forEach(key -> states.put("field:" + key, entered(customer, changes, "field:" + key)));
        return states;
    }

    private static boolean shows(Map<String, FieldAccess> access, String member) {
        return access.getOrDefault(member, FieldAccess.HIDE).isAtLeast(FieldAccess.MASK);
    }

    private static MemberState entered(CustomerEntity customer, List<Entry> changes, String member) {
        return new MemberState(true, last(customer, changes, List.of(member)), null);
    }

    private static Instant named(CustomerEntity customer, List<Entry> changes) {
        return last(customer, changes, List.of("displayName", "familyName", "givenName", "fullName", "unnamed"));
    }

    /** The newest change of one of these, or when the customer was created. */
    private static Instant last(CustomerEntity customer, List<Entry> changes, List<String> members) {
        return changes.stream()
                .filter(entry -> entry.changes().stream().anyMatch(change -> members.contains(change.field())))
                .map(Entry::at)
                .findFirst()
                .orElse(customer.createdAt);
    }

    private void contacts(CustomerEntity customer, List<Entry> changes, Map<String, MemberState> states) {
        var chosen = new EnumMap<ContactType, ContactPointEntity>(ContactType.class);
        var points = new ArrayList<>(store.details(customer.id).contactPoints());
        points.sort((a, b) -> Boolean.compare(b.primary, a.primary));
        for (var point : points) {
            var known = chosen.get(point.type);
            if (known == null || !isValid(known) && isValid(point)) {
                chosen.put(point.type, point);
            }
        }
        chosen.remove(ContactType.OTHER);
        chosen.forEach((type, point) -> states.put(
                type.name().toLowerCase(Locale.ROOT),
                new MemberState(isValid(point), since(customer, point, changes), point.id)));
    }

    private static boolean isValid(ContactPointEntity point) {
        var usable = point.state == ContactState.UNVERIFIED || point.state == ContactState.VERIFIED;
        var matched = point.type != ContactType.PHONE && point.type != ContactType.EMAIL;
        return usable && (matched || point.blindIndex != null);
    }

    /** The newest change that gave it its value, or when it was entered; a later verification counts as well. */
    private Instant since(CustomerEntity customer, ContactPointEntity point, List<Entry> changes) {
        var value = protection.openContact(point.id, point.contactCipher);
        var entered = point.createdAt == null ? customer.createdAt : point.createdAt;
        var given = changes.stream()
                .filter(entry -> entry.changes().stream()
                        .anyMatch(change -> change.field().equals(CONTACTS)
                                && value.equals(part(change.to()))
                                && !value.equals(part(change.from()))))
                .map(Entry::at)
                .findFirst()
                .orElse(entered);
        var at = given.isAfter(entered) ? given : entered;
        var verified = point.verifiedAt;
        return verified != null && verified.isAfter(at) ? verified : at;
    }

    private static @Nullable String part(@Nullable Object point) {
        return point instanceof Map<?, ?> parts ? Objects.toString(parts.get("value"), null) : null;
    }
}
