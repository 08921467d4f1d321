package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.store.ContactPointEntity;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.duplicate.DuplicateProfile;
import org.kithwork.core.internal.duplicate.DuplicateProfile.Point;
import org.kithwork.core.internal.text.ChineseName;
import org.kithwork.core.internal.text.SearchKey;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.customer.ContactState;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.permission.Visibility;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Customers as they are compared with each other. */
@Component(service = CustomerProfiles.class)
public final class CustomerProfiles {

    private static final Set<ContactType> MATCHED = Set.of(ContactType.PHONE, ContactType.EMAIL, ContactType.ADDRESS);
    private static final Set<ContactState> USELESS =
            Set.of(ContactState.INVALID, ContactState.BOUNCED, ContactState.RETIRED);

    private final CustomerStore store;
    private final CustomerProtection protection;
    private final CustomerViews views;

    @Activate
    public CustomerProfiles(
            @Reference CustomerStore store, @Reference CustomerProtection protection, @Reference CustomerViews views) {
        this.store = store;
        this.protection = protection;
        this.views = views;
    }

    /** The profiles of those that are neither absorbed nor erased. */
    public Map<String, DuplicateProfile> of(Collection<String> ids) {
        var customers = store.byIds(ids);
        var open = customers.stream().filter(CustomerProfiles::isOpen).toList();
        var kept = open.stream().map(customer -> customer.id).toList();
        var points = store.contactPoints(kept);
        var identifiers = store.identifiers(kept);
        var profiles = new HashMap<String, DuplicateProfile>();
        for (var customer : open) {
            var schemes = new HashMap<String, Set<String>>();
            identifiers
                    .getOrDefault(customer.id, List.of())
                    .forEach(row -> schemes.computeIfAbsent(row.scheme, scheme -> new HashSet<>())
                            .add(row.identifier));
            profiles.put(
                    customer.id,
                    profile(
                            customer,
                            points.getOrDefault(customer.id, List.of()).stream()
                                    .filter(CustomerProfiles::isMatched)
                                    .map(CustomerProfiles::point)
                                    .toList(),
                            schemes));
        }
        return profiles;
    }

    private static boolean isOpen(CustomerEntity customer) {
        return customer.status == CustomerStatus.ACTIVE || customer.status == CustomerStatus.BLOCKED;
    }

    private static boolean isMatched(ContactPointEntity point) {
        return point.blindIndex != null && MATCHED.contains(point.type) && !USELESS.contains(point.state);
    }

    private static Point point(ContactPointEntity point) {
        return new Point(
                point.type,
                point.blindIndex,
                point.shared,
                point.verifiedAt == null ? point.createdAt : point.verifiedAt);
    }

    private static DuplicateProfile profile(
            CustomerEntity customer, List<Point> points, Map<String, Set<String>> identifiers) {
        var named = !customer.unnamed && customer.displayName != null;
        return new DuplicateProfile(
                customer.id,
                named ? SearchKeys.name(customer.displayName) : "",
                named ? spoken(CustomerKeys.nameOf(customer), customer.pinyin) : Set.of(),
                customer.birthMonth,
                customer.birthDay,
                customer.sex,
                points,
                identifiers);
    }

    /** The profile of one that is not stored, whose contact data the customer gives at this moment. */
    DuplicateProfile of(CheckedCustomer draft, Instant now) {
        var points = new ArrayList<Point>();
        for (var contact : draft.contacts()) {
            var normalised = contact.normalised();
            if (normalised != null && MATCHED.contains(contact.type())) {
                protection
                        .blindCandidates(contact.type(), normalised)
                        .forEach(equal -> points.add(new Point(contact.type(), equal, contact.shared(), now)));
            }
        }
        var identifiers = new HashMap<String, Set<String>>();
        draft.identifiers()
                .forEach(identifier -> identifiers
                        .computeIfAbsent(identifier.scheme(), scheme -> new HashSet<>())
                        .add(identifier.value()));
        var birth = draft.birth();
        return new DuplicateProfile(
                "",
                draft.unnamed() ? "" : SearchKeys.name(draft.name().displayName()),
                draft.unnamed() ? Set.of() : spoken(draft.name(), null),
                birth == null ? null : birth.month(),
                birth == null ? null : birth.day(),
                draft.sex(),
                points,
                identifiers);
    }

    private static Set<String> spoken(ChineseName name, @Nullable String pinyin) {
        var spoken = new LinkedHashSet<String>();
        for (var key : SearchKeys.of(name, pinyin)) {
            if (key.kind() == SearchKey.Kind.PINYIN) {
                spoken.add(key.value());
            }
        }
        return spoken;
    }

    /** The customers as the actor may see them, by id. */
    public Map<String, CustomerSummary> summaries(Collection<String> ids) {
        var customers = store.byIds(ids).stream().collect(Collectors.toMap(c -> c.id, Function.identity()));
        return views
                .summaries(List.copyOf(ids), customers, store.primaryContactPoints(ids), store.tags(ids), Map.of())
                .stream()
                .collect(Collectors.toMap(summary -> summary.id().value(), Function.identity()));
    }

    /** Whether all of these are there and in scope. */
    public boolean covers(Visibility visibility, Collection<String> ids) {
        var customers = store.byIds(ids);
        return customers.size() == ids.size()
                && customers.stream().allMatch(customer -> isOpen(customer) && Customers.covers(visibility, customer));
    }

    /** Those who have an equal telephone number or e-mail address; at most some. */
    public Set<String> alike(DuplicateProfile profile) {
        var equal = profile.points().stream()
                .filter(point -> point.type() != ContactType.ADDRESS)
                .map(Point::equal)
                .toList();
        var found = new LinkedHashSet<String>();
        if (!equal.isEmpty()) {
            store.contactPointsByBlindIndex(equal).forEach(point -> found.add(point.customerId));
        }
        found.remove(profile.id());
        return found;
    }
}
