package org.kithwork.core.internal.customer;

import java.util.List;
import java.util.Map;
import org.kithwork.core.internal.contact.PhoneNumbers;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.store.ContactPointEntity;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.customer.ContactState;
import org.kithwork.customer.ContactType;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;

/** Changes and removes contact points; there is one primary point of a type as long as there is any. */
final class ContactPoints {

    private final CustomerStore store;
    private final CustomerWriter writer;
    private final CustomerProtection protection;

    ContactPoints(CustomerStore store, CustomerWriter writer, CustomerProtection protection) {
        this.store = store;
        this.writer = writer;
        this.protection = protection;
    }

    void change(CustomerEntity customer, String id, Patch patch, List<Change> changes) {
        var points = store.details(customer.id).contactPoints();
        var point = find(points, id);
        var before = shown(point);
        var faults = new Faults();
        if (patch.has("value")) {
            var value = faults.requiredText("/value", patch.text("value"), 500);
            if (!value.isEmpty()) {
                writer.setValue(
                        point, ContactReader.read(faults, "/value", point.type, value, PhoneNumbers.DEFAULT_REGION));
            }
        }
        if (patch.has("state")) {
            var state = faults.choice("/state", patch.text("state"), ContactState.class);
            if (state != null) {
                point.verifiedAt = state == ContactState.VERIFIED ? writer.now() : null;
                point.state = state;
            }
        }
        faults.check();
        if (patch.has("shared")) {
            point.shared = Boolean.TRUE.equals(patch.value("shared", Boolean.class));
        }
        if (Boolean.TRUE.equals(patch.value("primary", Boolean.class)) && !point.primary) {
            demote(points, point.type);
            store.flush();
            point.setPrimary(true);
        }
        var after = shown(point);
        if (!before.equals(after)) {
            changes.add(new Change("contactPoints", before, after));
        }
    }

    void remove(CustomerEntity customer, String id, List<Change> changes) {
        var points = store.details(customer.id).contactPoints();
        var point = find(points, id);
        changes.add(new Change("contactPoints", shown(point), null));
        store.remove(point);
        if (point.primary) {
            store.flush();
            points.stream()
                    .filter(other -> other != point && other.type == point.type)
                    .findFirst()
                    .ifPresent(next -> next.setPrimary(true));
        }
    }

    static void demote(List<ContactPointEntity> points, ContactType type) {
        points.stream().filter(point -> point.type == type && point.primary).forEach(point -> point.setPrimary(false));
    }

    private static ContactPointEntity find(List<ContactPointEntity> points, String id) {
        return points.stream()
                .filter(point -> point.id.equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("contact point"));
    }

    private Map<String, Object> shown(ContactPointEntity point) {
        return Map.of(
                "type", point.type.name(),
                "value", protection.openContact(point.id, point.contactCipher),
                "primary", point.primary,
                "state", point.state.name(),
                "shared", point.shared);
    }
}
