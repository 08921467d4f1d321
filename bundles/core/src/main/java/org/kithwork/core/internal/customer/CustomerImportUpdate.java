package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.CustomerStore.Details;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.rest.Patch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives what a row says to a customer that is there: into empty members alone, or over what stands there. Contact
 * points, identifiers and tags are added, none is removed. What the actor may not write is refused.
 */
@Component(service = CustomerImportUpdate.class)
public final class CustomerImportUpdate {

    private static final Map<String, String> FIELDS = Map.of("ownerId", "owner", "storeId", "store");

    private final CustomerStore store;
    private final CustomerWriter writer;
    private final CustomerHistory history;
    private final CustomerViews views;
    private final CustomerProtection protection;
    private final CustomerReferences references;
    private final CustomerFields fields;

    @Activate
    public CustomerImportUpdate(
            @Reference CustomerStore store,
            @Reference CustomerWriter writer,
            @Reference CustomerHistory history,
            @Reference CustomerViews views,
            @Reference CustomerProtection protection,
            @Reference CustomerReferences references,
            @Reference CustomerFields fields) {
        this.store = store;
        this.writer = writer;
        this.history = history;
        this.views = views;
        this.protection = protection;
        this.references = references;
        this.fields = fields;
    }

    /** What came of it. */
    record Updated(CustomerEntity customer, boolean isChanged) {}

    /** Changes the customer as the row says; the row was written to the database before. */
    Updated apply(String id, ImportedCustomer row, OnDuplicate policy) {
        var customer = store.lock(id).orElseThrow(Customers::notFound);
        var details = store.details(id);
        var fill = policy == OnDuplicate.FILL;
        var members = members(customer, details, row.draft(), fill);
        var contacts = newContacts(details, row.draft(), fill);
        var identifiers = row.draft().identifiers().stream()
                .filter(identifier -> details.identifiers().stream()
                        .noneMatch(known -> known.scheme.equals(identifier.scheme())
                                && known.identifier.equals(identifier.value())))
                .toList();
        var own = fields.news(id, row.draft().fields(), fill);
        requireWritable(customer, members, !contacts.isEmpty(), !identifiers.isEmpty());
        requireWritable(customer, own);
        if (!own.isEmpty()) {
            members.put("fields", own);
        }

        checkOwner(customer, row.draft(), members);

        var changes = new ArrayList<Change>();
        if (!members.isEmpty()) {
            new CustomerPatch(protection, references, fields).apply(new Members(members), customer, changes, store);
        }
        for (var contact : contacts) {
            add(customer, details, contact, fill);
            changes.add(new Change(
                    "contactPoints", null, Map.of("type", contact.type().name(), "value", contact.value())));
        }
        for (var identifier : identifiers) {
            store.insert(List.of(CustomerWriter.identifier(id, identifier)));
            changes.add(new Change("identifiers", null, identifier));
        }
        if (!changes.isEmpty()) {
            finish(customer, row, policy, changes);
        }
        return new Updated(customer, !changes.isEmpty());
    }

    /** Refuses an owner of a customer to be made whom the actor may not name. */
    void checkNew(CheckedCustomer placed) {
        var faults = new Faults();
        references.checkOwner(faults, "/owner", null, placed.ownerId(), placed.storeId());
        faults.check();
    }

    private void checkOwner(CustomerEntity customer, CheckedCustomer draft, Map<String, Object> members) {
        if (members.containsKey("ownerId")) {
            var store = members.containsKey("storeId") ? draft.storeId() : customer.storeId;
            var faults = new Faults();
            references.checkOwner(faults, "/owner", customer.ownerId, draft.ownerId(), store);
            faults.check();
        }
    }

    private void finish(CustomerEntity customer, ImportedCustomer row, OnDuplicate policy, List<Change> changes) {
        writer.touch(customer);
        if (policy == OnDuplicate.NEWEST && row.updatedAt() != null) {
            CustomerWriter.asOf(customer, row.updatedAt());
        }
        history.record(customer, changes);
        writer.renewKeys(customer);
        writer.record(customer, CustomerEvents.CHANGED);
    }

    /** The members that the row changes. */
    private Map<String, Object> members(CustomerEntity customer, Details details, CheckedCustomer draft, boolean fill) {
        var members = new LinkedHashMap<String, Object>();
        var name = draft.name().displayName();
        if (fill ? customer.unnamed : !name.equals(customer.displayName)) {
            members.put("fullName", name);
        }
        if (draft.sex() != 0 && draft.sex() != customer.sex && !(fill && customer.sex != 0)) {
            members.put("sex", draft.sex());
        }
        var birth = draft.birth();
        var before = CustomerViews.birth(customer);
        if (birth != null && !birth.equals(before) && !(fill && before != null)) {
            members.put(
                    "birth",
                    new CustomerDraft.Birth(
                            birth.year(),
                            birth.month(),
                            birth.day(),
                            birth.calendar().name()));
        }
        put(members, "occupation", customer.occupation, draft.occupation(), fill);
        put(members, "company", customer.company, draft.company(), fill);
        put(members, "district", customer.district, draft.district(), fill);
        put(members, "note", protection.openNote(customer.id, customer.noteCipher), draft.note(), fill);
        put(members, "ownerId", customer.ownerId, draft.ownerId(), fill);
        put(members, "storeId", customer.storeId, draft.storeId(), fill);
        var tags = new LinkedHashSet<>(details.tags());
        if (!(fill && !tags.isEmpty()) && tags.addAll(draft.tags())) {
            members.put("tags", tags.toArray(String[]::new));
        }
        return members;
    }

    private static void put(
            Map<String, Object> members, String name, @Nullable String before, @Nullable String now, boolean fill) {
        if (now != null && !now.equals(before) && !(fill && before != null)) {
            members.put(name, now);
        }
    }

    private List<CheckedContact> newContacts(Details details, CheckedCustomer draft, boolean fill) {
        var known = new LinkedHashSet<String>();
        var types = new LinkedHashSet<>();
        for (var point : details.contactPoints()) {
            var value = ContactReader.readStored(point.type, protection.openContact(point.id, point.contactCipher));
            known.add(key(value));
            types.add(point.type);
        }
        return draft.contacts().stream()
                .filter(contact -> !known.contains(key(contact)))
                .filter(contact -> !(fill && types.contains(contact.type())))
                .toList();
    }

    private static String key(CheckedContact contact) {
        return contact.type() + " " + (contact.normalised() == null ? contact.value() : contact.normalised());
    }

    /** Over what stands there means that the row's is the one to use from now on. */
    private void add(CustomerEntity customer, Details details, CheckedContact contact, boolean fill) {
        var ofType = details.contactPoints().stream()
                .filter(point -> point.type == contact.type() && point.primary)
                .toList();
        var point = writer.contactPoint(customer.id, contact);
        if (ofType.isEmpty()) {
            point.setPrimary(store.details(customer.id).contactPoints().stream()
                    .noneMatch(other -> other.type == contact.type() && other.primary));
        } else if (!fill) {
            ContactPoints.demote(store.details(customer.id).contactPoints(), contact.type());
            store.flush();
            point.setPrimary(true);
        }
        store.insert(List.of(point));
        store.flush();
    }

    private void requireWritable(
            CustomerEntity customer, Map<String, Object> members, boolean contacts, boolean identifiers) {
        var touched = new LinkedHashSet<>(members.keySet());
        if (contacts) {
            touched.add("contactPoints");
        }
        if (identifiers) {
            touched.add("identifiers");
        }
        if (touched.isEmpty()) {
            return;
        }
        var granted = views.access(views.rules(), customer);
        var faults = new ArrayList<Fault>();
        for (var member : touched) {
            var may = granted.get(CustomerPatch.fieldOf(member));
            if (may != null && may != FieldAccess.WRITE) {
                faults.add(new Fault(
                        "/" + FIELDS.getOrDefault(member, member), Message.of(DraftReader.class, "field-read-only")));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", CustomerPermissions.EDIT)
                    .with(faults);
        }
    }

    private void requireWritable(CustomerEntity customer, Map<String, @Nullable Object> own) {
        if (!own.isEmpty()) {
            var granted = views.fullAccess(views.rules(), customer);
            fields.requireWritable(
                    customer,
                    own,
                    field -> granted.getOrDefault(field.member(), FieldAccess.HIDE),
                    CustomerPermissions.EDIT);
        }
    }

    /** The members as the patch that a request would bring. */
    private record Members(Map<String, Object> values) implements Patch {

        @Override
        public Set<String> members() {
            return values.keySet();
        }

        @Override
        public <T> @Nullable T value(String member, Class<T> type) {
            return type.cast(values.get(member));
        }

        @Override
        public void allow(String... members) {
            // They were chosen above.
        }
    }
}
