package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.CustomerHistory.Entry;
import org.kithwork.core.internal.customer.store.ContactPointEntity;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore.Details;
import org.kithwork.core.internal.customer.store.IdentifierEntity;
import org.kithwork.core.internal.text.ChineseName;
import org.kithwork.customer.ContactState;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.customer.Identifier;

/** A copy of a customer's rows from which changes are taken back, the newest first. Nothing of it is stored. */
final class PastCustomer {

    private final CustomerProtection protection;
    private final CustomerMembers members;
    private final CustomerEntity row;
    private final List<ContactPointEntity> contacts;
    private final List<IdentifierEntity> identifiers;
    private final List<String> tags;
    private final Map<String, Object> own;

    PastCustomer(CustomerEntity now, Details details, Map<String, Object> own, CustomerProtection protection) {
        this.protection = protection;
        this.members = new CustomerMembers(protection);
        this.row = copy(now);
        this.contacts = new ArrayList<>(details.contactPoints());
        this.identifiers = new ArrayList<>(details.identifiers());
        this.tags = new ArrayList<>(details.tags());
        this.own = new HashMap<>(own);
    }

    CustomerEntity row() {
        return row;
    }

    /** Less what came later without a change that tells of it, as contact data that a merge brought. */
    Details details(Instant until) {
        return new Details(
                contacts.stream()
                        .filter(point -> point.createdAt == null || !point.createdAt.isAfter(until))
                        .toList(),
                identifiers,
                tags);
    }

    Map<String, Object> own() {
        return own;
    }

    void takeBack(Entry entry) {
        entry.changes().forEach(change -> takeBack(change, entry.id()));
    }

    private void takeBack(Change change, String id) {
        var from = change.from();
        switch (change.field()) {
            case "displayName" -> name(from);
            case "unnamed" -> row.unnamed = Boolean.TRUE.equals(from);
            case "status" -> row.status = CustomerStatus.valueOf(Objects.toString(from, "ACTIVE"));
            case "pinyin" -> row.pinyin = text(from);
            case "contactPoints" -> contact(change, id);
            case "identifiers" -> identifier(change);
            case "tags" -> {
                tags.clear();
                if (from instanceof Collection<?> before) {
                    before.forEach(tag -> tags.add(String.valueOf(tag)));
                }
            }
            case "birth" -> members.write(row, "birth", parts(from));
            case "kind", "sex", "note", "occupation", "company", "district", "ownerId", "storeId", "source" ->
                members.write(
                        row, change.field(), from == null ? Map.of() : Map.of(change.field(), String.valueOf(from)));
            default -> field(change);
        }
    }

    private void name(@Nullable Object from) {
        if (from == null) {
            row.unnamed = true;
            row.displayName = null;
            return;
        }
        var whole = String.valueOf(from);
        CustomerWriter.setName(
                row, row.kind == CustomerKind.ORGANISATION ? ChineseName.whole(whole) : ChineseName.split(whole));
    }

    private void field(Change change) {
        if (!change.field().startsWith("field:")) {
            return;
        }
        var key = change.field().substring("field:".length());
        if (change.from() == null) {
            own.remove(key);
        } else {
            own.put(key, change.from());
        }
    }

    private void contact(Change change, String id) {
        if (change.to() instanceof Map<?, ?> to) {
            contacts.stream().filter(point -> isOf(point, to)).findFirst().ifPresent(contacts::remove);
        }
        if (change.from() instanceof Map<?, ?> from) {
            contacts.add(point(from, id + ":" + contacts.size()));
        }
    }

    private boolean isOf(ContactPointEntity point, Map<?, ?> parts) {
        return point.type.name().equals(parts.get("type"))
                && protection.openContact(point.id, point.contactCipher).equals(parts.get("value"));
    }

    private ContactPointEntity point(Map<?, ?> parts, String id) {
        var point = new ContactPointEntity();
        point.id = id;
        point.customerId = row.id;
        point.type = ContactType.valueOf(String.valueOf(parts.get("type")));
        point.contactCipher = protection.sealContact(id, String.valueOf(parts.get("value")));
        point.setPrimary(Boolean.TRUE.equals(parts.get("primary")));
        point.shared = Boolean.TRUE.equals(parts.get("shared"));
        point.state = ContactState.valueOf(Objects.toString(parts.get("state"), "UNVERIFIED"));
        return point;
    }

    private void identifier(Change change) {
        if (change.to() instanceof Map<?, ?> to) {
            identifiers.removeIf(
                    known -> known.scheme.equals(to.get("scheme")) && known.identifier.equals(to.get("value")));
        }
        if (change.from() instanceof Map<?, ?> from) {
            identifiers.add(CustomerWriter.identifier(
                    row.id, new Identifier(String.valueOf(from.get("scheme")), String.valueOf(from.get("value")))));
        }
    }

    private static Map<String, String> parts(@Nullable Object from) {
        var parts = new LinkedHashMap<String, String>();
        if (from instanceof Map<?, ?> all) {
            all.forEach((name, value) -> {
                if (value != null) {
                    parts.put(String.valueOf(name), String.valueOf(value));
                }
            });
        }
        return parts;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : String.valueOf(value);
    }

    private static CustomerEntity copy(CustomerEntity now) {
        var then = new CustomerEntity();
        then.id = now.id;
        then.version = now.version;
        then.kind = now.kind;
        then.status = now.status;
        then.displayName = now.displayName;
        then.familyName = now.familyName;
        then.givenName = now.givenName;
        then.nameOrder = now.nameOrder;
        then.pinyin = now.pinyin;
        then.nameDoubtful = now.nameDoubtful;
        then.unnamed = now.unnamed;
        then.sex = now.sex;
        then.birthYear = now.birthYear;
        then.birthMonth = now.birthMonth;
        then.birthDay = now.birthDay;
        then.birthCalendar = now.birthCalendar;
        then.occupation = now.occupation;
        then.company = now.company;
        then.district = now.district;
        then.noteCipher = now.noteCipher;
        then.ownerId = now.ownerId;
        then.storeId = now.storeId;
        then.source = now.source;
        then.restricted = now.restricted;
        then.limited = now.limited;
        then.kept = now.kept;
        then.createdAt = now.createdAt;
        then.createdBy = now.createdBy;
        then.createdByName = now.createdByName;
        then.updatedAt = now.createdAt;
        then.updatedBy = now.createdBy;
        then.updatedByName = now.createdByName;
        return then;
    }
}
