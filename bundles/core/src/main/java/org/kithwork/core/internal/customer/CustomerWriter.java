package org.kithwork.core.internal.customer;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.customer.store.ContactPointEntity;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.IdentifierEntity;
import org.kithwork.core.internal.customer.store.SearchKeyEntity;
import org.kithwork.core.internal.text.ChineseName;
import org.kithwork.core.internal.text.SortKeys;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Identifier;
import org.kithwork.event.EventType;
import org.kithwork.event.Journal;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes a customer's rows with the keys, the audit and the event that go with them, in the current transaction. */
@Component(service = CustomerWriter.class)
public final class CustomerWriter {

    private final CustomerStore store;
    private final CustomerProtection protection;
    private final CustomerFields fields;
    private final Audit audit;
    private final Journal journal;
    private final AccessControl access;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public CustomerWriter(
            @Reference CustomerStore store,
            @Reference CustomerProtection protection,
            @Reference CustomerFields fields,
            @Reference Audit audit,
            @Reference Journal journal,
            @Reference AccessControl access,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.protection = protection;
        this.fields = fields;
        this.audit = audit;
        this.journal = journal;
        this.access = access;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes a new customer; nothing of it is there yet. */
    CustomerEntity insert(CheckedCustomer draft) {
        var customer = write(draft, null, null);
        tell(customer, CustomerEvents.CREATED, "created", List.of(), draft.duplicateReason());
        return customer;
    }

    /**
     * Writes a new customer of an import, whose audit is the result of its row.
     *
     * @param createdAt when it was created where it comes from
     * @param updatedAt when it was last changed there
     */
    CustomerEntity insertImported(CheckedCustomer draft, @Nullable Instant createdAt, @Nullable Instant updatedAt) {
        var customer = write(draft, createdAt, updatedAt);
        record(customer, CustomerEvents.CREATED);
        return customer;
    }

    private CustomerEntity write(CheckedCustomer draft, @Nullable Instant createdAt, @Nullable Instant updatedAt) {
        var customer = new CustomerEntity();
        customer.id = ids.next();
        customer.kind = draft.kind();
        customer.unnamed = draft.unnamed();
        setName(customer, draft.name());
        customer.sex = draft.sex();
        if (draft.birth() != null) {
            customer.birthYear = draft.birth().year();
            customer.birthMonth = draft.birth().month();
            customer.birthDay = draft.birth().day();
            customer.birthCalendar = draft.birth().calendar();
        }
        customer.occupation = draft.occupation();
        customer.company = draft.company();
        customer.district = draft.district();
        customer.noteCipher = protection.sealNote(customer.id, draft.note());
        customer.ownerId = draft.ownerId();
        customer.ownerSince = clock.instant();
        customer.storeId = draft.storeId();
        customer.source = draft.source();
        customer.createdAt = createdAt == null ? clock.instant() : createdAt;
        customer.createdBy = access.actor().id();
        customer.createdByName = access.actor().name();
        touch(customer);
        if (updatedAt != null) {
            asOf(customer, updatedAt);
        }

        var rows = new ArrayList<Object>();
        rows.add(customer);
        rows.addAll(contactPoints(customer, draft.contacts()));
        draft.identifiers().forEach(identifier -> rows.add(identifier(customer.id, identifier)));
        rows.addAll(CustomerKeys.of(customer, draft.contacts(), draft.identifiers(), protection));
        store.insert(rows);
        store.insertTags(customer.id, draft.tags());
        fields.insert(customer.id, draft.fields());
        return customer;
    }

    /** As old as the customer himself; the first of each type is the primary one where none is named. */
    private List<ContactPointEntity> contactPoints(CustomerEntity customer, List<CheckedContact> contacts) {
        var named = EnumSet.noneOf(ContactType.class);
        contacts.stream().filter(CheckedContact::primary).forEach(contact -> named.add(contact.type()));
        var points = new ArrayList<ContactPointEntity>();
        for (var contact : contacts) {
            var point = contactPoint(customer.id, contact);
            point.createdAt = customer.createdAt;
            point.setPrimary(contact.primary() || named.add(contact.type()));
            points.add(point);
        }
        return points;
    }

    /** A row for a contact point that is not the primary one. */
    ContactPointEntity contactPoint(String customerId, CheckedContact contact) {
        var point = new ContactPointEntity();
        point.id = ids.next();
        point.customerId = customerId;
        point.type = contact.type();
        point.shared = contact.shared();
        point.createdAt = clock.instant();
        setValue(point, contact);
        return point;
    }

    void setValue(ContactPointEntity point, CheckedContact contact) {
        point.contactCipher = protection.sealContact(point.id, contact.value());
        point.blindIndex = contact.normalised() == null ? null : protection.blind(contact.type(), contact.normalised());
    }

    static IdentifierEntity identifier(String customerId, Identifier identifier) {
        var row = new IdentifierEntity();
        row.scheme = identifier.scheme();
        row.identifier = identifier.value();
        row.customerId = customerId;
        return row;
    }

    static void setName(CustomerEntity customer, ChineseName name) {
        customer.displayName = name.displayName();
        customer.familyName = name.familyName();
        customer.givenName = name.givenName();
        customer.nameOrder = name.order();
        customer.nameDoubtful = name.doubtful();
        customer.sortKey = SortKeys.unique(SortKeys.of(name, customer.pinyin), customer.id);
    }

    Instant now() {
        return clock.instant();
    }

    /** Notes who changed it and when, and counts the version up. */
    void touch(CustomerEntity customer) {
        customer.updatedAt = clock.instant();
        customer.updatedBy = access.actor().id();
        customer.updatedByName = access.actor().name();
        customer.updatedKey = TimeKey.of(customer.updatedAt, customer.id);
        customer.version++;
    }

    /** The last change was one where the customer comes from. */
    static void asOf(CustomerEntity customer, Instant updatedAt) {
        customer.updatedAt = updatedAt;
        customer.updatedKey = TimeKey.of(updatedAt, customer.id);
    }

    /** Writes the keys anew from what is stored; pending changes are written first. */
    void renewKeys(CustomerEntity customer) {
        store.flush();
        var details = store.details(customer.id);
        var contacts = details.contactPoints().stream()
                .map(point ->
                        ContactReader.readStored(point.type, protection.openContact(point.id, point.contactCipher)))
                .toList();
        var identifiers = details.identifiers().stream()
                .map(row -> new Identifier(row.scheme, row.identifier))
                .toList();
        List<SearchKeyEntity> keys = CustomerKeys.of(customer, contacts, identifiers, protection);
        store.replaceKeys(customer.id, keys);
    }

    /** The audit record and the event of a change; the names of the members, never their values. */
    void tell(CustomerEntity customer, EventType event, String action, List<String> fields, @Nullable String reason) {
        var id = new CustomerId(customer.id);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("version", customer.version);
        if (!fields.isEmpty()) {
            detail.put("fields", String.join(" ", fields));
        }
        audit.record(
                new Audit.Entry("customer." + action, CustomerPermissions.OBJECT, customer.id, id, detail, reason));
        record(customer, event);
    }

    /**
     * The audit record and the event of a customer that went over to another person or store.
     *
     * @param from {@code null} where he belonged to nobody
     * @param to {@code null} where he belongs to nobody
     */
    void tellReassigned(
            CustomerEntity customer,
            String action,
            CustomerTransfers.Kind what,
            @Nullable String from,
            @Nullable String to) {
        var id = new CustomerId(customer.id);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("version", customer.version);
        data.put("what", what.name());
        if (from != null) {
            data.put("from", from);
        }
        if (to != null) {
            data.put("to", to);
        }
        audit.record(new Audit.Entry("customer." + action, CustomerPermissions.OBJECT, customer.id, id, data, null));
        journal.record(CustomerEvents.REASSIGNED, id, customer.id, clock.instant(), data);
    }

    /** The event of a change alone. */
    void record(CustomerEntity customer, EventType event) {
        journal.record(
                event, new CustomerId(customer.id), customer.id, clock.instant(), Map.of("version", customer.version));
    }
}
