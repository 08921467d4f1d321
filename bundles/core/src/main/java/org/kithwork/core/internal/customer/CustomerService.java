package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.contact.PhoneNumbers;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.customer.Identifier;
import org.kithwork.field.FieldDefinition;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates and changes customers: rights, rules and one transaction for each. */
@Component(service = {CustomerAdmin.class, CustomerService.class})
public final class CustomerService implements CustomerAdmin {

    private final AccessControl access;
    private final Transactions transactions;
    private final CustomerStore store;
    private final CustomerWriter writer;
    private final CustomerMatches matches;
    private final CustomerHistory history;
    private final CustomerViews views;
    private final CustomerReferences references;
    private final CustomerProtection protection;
    private final CustomerFields fields;
    private final CustomerImportUpdate update;
    private final Audit audit;

    @Activate
    public CustomerService(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference CustomerStore store,
            @Reference CustomerWriter writer,
            @Reference CustomerMatches matches,
            @Reference CustomerHistory history,
            @Reference CustomerViews views,
            @Reference CustomerReferences references,
            @Reference CustomerProtection protection,
            @Reference CustomerFields fields,
            @Reference CustomerImportUpdate update,
            @Reference Audit audit) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.writer = writer;
        this.matches = matches;
        this.history = history;
        this.views = views;
        this.references = references;
        this.protection = protection;
        this.fields = fields;
        this.update = update;
        this.audit = audit;
    }

    @Override
    public Customer create(CustomerDraft draft) {
        access.require(CustomerPermissions.CREATE);
        var checked = references.placed(new DraftReader(PhoneNumbers.DEFAULT_REGION)
                .read(draft, (faults, kind) -> fields(faults, kind, draft)));
        if (checked.duplicateReason() == null) {
            matches.count(checked);
        }
        return transactions.call(() -> {
            refuseTakenIdentifiers(checked.identifiers());
            if (checked.duplicateReason() == null) {
                refuseDuplicates(matches.of(checked));
            }
            var customer = writer.insert(checked);
            store.flush();
            return views.view(customer, store.details(customer.id));
        });
    }

    /** A stand-in that a module makes for an unknown buyer has none. */
    private Map<FieldDefinition, Object> fields(Faults faults, CustomerKind kind, CustomerDraft draft) {
        return Boolean.TRUE.equals(draft.unnamed())
                ? Map.of()
                : fields.draft(faults, kind, draft.fields(), views.rules());
    }

    private void refuseTakenIdentifiers(List<Identifier> identifiers) {
        var faults = new Faults();
        for (int i = 0; i < identifiers.size(); i++) {
            var identifier = identifiers.get(i);
            if (store.identifier(identifier.scheme(), identifier.value()).isPresent()) {
                faults.add("/identifiers/" + i, Message.of(CustomerService.class, "identifier-taken"));
            }
        }
        faults.check();
    }

    private static void refuseDuplicates(List<CustomerMatch> found) {
        var hard = found.stream().filter(match -> match.rule().isHard()).toList();
        if (!hard.isEmpty()) {
            throw Problem.conflict(Message.of(CustomerService.class, "possible-duplicate"))
                    .with("duplicates", hard);
        }
    }

    @Override
    public List<CustomerMatch> matches(CustomerDraft draft) {
        access.require(CustomerPermissions.CREATE);
        var checked = new DraftReader(PhoneNumbers.DEFAULT_REGION).readWhatIsThere(draft);
        matches.count(checked);
        return matches.of(checked);
    }

    @Override
    public Customer fill(CustomerId id, CustomerDraft draft) {
        var visibility = access.visibility(CustomerPermissions.EDIT);
        var checked = new DraftReader(PhoneNumbers.DEFAULT_REGION)
                .read(draft, (faults, kind) -> fields.given(faults, kind, draft.fields()));
        return transactions.call(() -> {
            var customer = locked(id, visibility);
            refuseIdentifiersOfOthers(customer, checked.identifiers());
            var filled = update.apply(
                    customer.id, new ImportedCustomer(checked, null, null, false, List.of()), OnDuplicate.FILL);
            store.flush();
            if (filled.isChanged()) {
                audit.record(Audit.Entry.of(
                        "customer.changed",
                        CustomerPermissions.OBJECT,
                        customer.id,
                        new CustomerId(customer.id),
                        Map.of("version", customer.version)));
            }
            return views.view(customer, store.details(customer.id));
        });
    }

    private void refuseIdentifiersOfOthers(CustomerEntity customer, List<Identifier> identifiers) {
        refuseTakenIdentifiers(identifiers.stream()
                .filter(identifier -> store.identifier(identifier.scheme(), identifier.value())
                        .filter(row -> row.customerId.equals(customer.id))
                        .isEmpty())
                .toList());
    }

    @Override
    public Customer change(CustomerId id, long version, Patch patch) {
        return changed(id, version, (customer, changes) -> {
            requireWritable(customer, patch.members());
            var granted = views.fullAccess(views.rules(), customer);
            fields.requireWritable(
                    customer,
                    CustomerPatch.fieldsOf(patch),
                    field -> granted.getOrDefault(field.member(), FieldAccess.HIDE),
                    CustomerPermissions.EDIT);
            new CustomerPatch(protection, references, fields).apply(patch, customer, changes, store);
        });
    }

    /** A member the actor may not write is refused with its place, so that a mask is never stored as a value. */
    private void requireWritable(CustomerEntity customer, Iterable<String> members) {
        var granted = views.access(views.rules(), customer);
        var faults = new ArrayList<Fault>();
        for (var member : members) {
            var field = CustomerPatch.fieldOf(member);
            var may = granted.get(field);
            if (may != null && may != FieldAccess.WRITE) {
                faults.add(DraftReader.fault("/" + member, "field-read-only"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", CustomerPermissions.EDIT)
                    .with(faults);
        }
    }

    @Override
    public Customer addContactPoint(CustomerId id, CustomerDraft.Contact contact) {
        var faults = new Faults();
        var checked = new DraftReader(PhoneNumbers.DEFAULT_REGION).contact(faults, "", contact);
        faults.check();
        return changed(id, null, (customer, changes) -> {
            requireWritable(customer, List.of("contactPoints"));
            if (checked == null) {
                return;
            }
            var points = store.details(customer.id).contactPoints();
            DraftReader.requireRoomForContact(points.size());
            var point = writer.contactPoint(customer.id, checked);
            var first = points.stream().noneMatch(other -> other.type == point.type && other.primary);
            if (checked.primary()) {
                ContactPoints.demote(points, point.type);
                store.flush();
            }
            point.setPrimary(checked.primary() || first);
            store.insert(List.of(point));
            changes.add(new Change("contactPoints", null, Map.of("type", point.type.name(), "value", checked.value())));
        });
    }

    @Override
    public Customer changeContactPoint(CustomerId id, String contactPointId, Patch patch) {
        patch.allow(ContactPointChange.class);
        return changed(id, null, (customer, changes) -> {
            requireWritable(customer, List.of("contactPoints"));
            new ContactPoints(store, writer, protection).change(customer, contactPointId, patch, changes);
        });
    }

    @Override
    public Customer removeContactPoint(CustomerId id, String contactPointId) {
        return changed(id, null, (customer, changes) -> {
            requireWritable(customer, List.of("contactPoints"));
            new ContactPoints(store, writer, protection).remove(customer, contactPointId, changes);
        });
    }

    @Override
    public Customer addIdentifier(CustomerId id, CustomerDraft.Key key) {
        var faults = new Faults();
        var identifier = new DraftReader(PhoneNumbers.DEFAULT_REGION).identifier(faults, "", key);
        faults.check();
        return changed(id, null, (customer, changes) -> {
            requireWritable(customer, List.of("identifiers"));
            if (identifier == null) {
                return;
            }
            var taken = store.identifier(identifier.scheme(), identifier.value());
            if (taken.filter(row -> !row.customerId.equals(customer.id)).isPresent()) {
                throw Problem.invalid("/value", Message.of(CustomerService.class, "identifier-taken"));
            }
            if (taken.isEmpty()) {
                DraftReader.requireRoomForIdentifier(
                        store.details(customer.id).identifiers().size());
                store.insert(List.of(CustomerWriter.identifier(customer.id, identifier)));
                changes.add(new Change("identifiers", null, identifier));
            }
        });
    }

    @Override
    public Customer removeIdentifier(CustomerId id, Identifier identifier) {
        return changed(id, null, (customer, changes) -> {
            requireWritable(customer, List.of("identifiers"));
            var row = store.identifier(identifier.scheme(), identifier.value())
                    .filter(found -> found.customerId.equals(customer.id))
                    .orElseThrow(() -> Problem.notFound("identifier"));
            store.remove(row);
            changes.add(new Change("identifiers", identifier, null));
        });
    }

    @Override
    public Customer unmask(CustomerId id, String reason) {
        var visibility = access.visibility(CustomerPermissions.UNMASK);
        var faults = new Faults();
        var said = faults.requiredText("/reason", reason, 400);
        faults.check();
        return transactions.call(() -> {
            var customer = store.find(id.value())
                    .filter(found -> Customers.covers(visibility, found))
                    .orElseThrow(Customers::notFound);
            audit.record(
                    new Audit.Entry("customer.unmasked", CustomerPermissions.OBJECT, customer.id, id, Map.of(), said));
            return views.unmasked(customer, store.details(customer.id));
        });
    }

    /** Locks the customer, lets the change happen, and writes what follows from it; without a change nothing does. */
    private Customer changed(CustomerId id, @Nullable Long version, BiConsumer<CustomerEntity, List<Change>> change) {
        var visibility = access.visibility(CustomerPermissions.EDIT);
        return transactions.call(() -> {
            var customer = locked(id, visibility);
            if (version != null && customer.version != version) {
                throw Problem.stale();
            }
            var changes = new ArrayList<Change>();
            change.accept(customer, changes);
            if (!changes.isEmpty()) {
                writer.touch(customer);
                history.record(customer, changes);
                writer.renewKeys(customer);
                writer.tell(
                        customer,
                        CustomerEvents.CHANGED,
                        "changed",
                        changes.stream().map(Change::field).distinct().toList(),
                        null);
            }
            return views.view(customer, store.details(customer.id));
        });
    }

    /** The customer for changing: in scope for this right, not absorbed, not erased. */
    private CustomerEntity locked(CustomerId id, Visibility visibility) {
        var found = store.find(id.value()).orElseThrow(Customers::notFound);
        if (found.status == CustomerStatus.MERGED && found.mergedInto != null) {
            refuseMerged(found.mergedInto, visibility);
        }
        if (!Customers.covers(visibility, found)) {
            throw visibleAtAll(found) ? forbidden(CustomerPermissions.EDIT) : Customers.notFound();
        }
        return store.lock(found.id).orElseThrow(Customers::notFound);
    }

    private void refuseMerged(String survivor, Visibility visibility) {
        var covered = store.find(survivor).filter(c -> Customers.covers(visibility, c));
        throw covered.isPresent() ? Customers.merged(survivor) : Customers.notFound();
    }

    private boolean visibleAtAll(CustomerEntity customer) {
        return access.permits(CustomerPermissions.VIEW)
                && Customers.covers(access.visibility(CustomerPermissions.VIEW), customer);
    }

    private static Problem forbidden(Permission permission) {
        return Problem.of(ProblemKind.FORBIDDEN, "forbidden", permission);
    }
}
