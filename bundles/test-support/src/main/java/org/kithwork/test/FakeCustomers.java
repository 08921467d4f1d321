package org.kithwork.test;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.ContactPoint;
import org.kithwork.customer.ContactState;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerClaims;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.customer.Identifier;
import org.kithwork.customer.NameOrder;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;

/**
 * Customers as far as modules know them: ids with owner, store, restriction, keys, merged or erased. It fills the
 * stand-in of the core's view, so that a module's queries see the same customers. Wants {@code core:customer:view}.
 */
public final class FakeCustomers implements CustomerDirectory {

    private static final Permission VIEW = Permission.of("core:customer:view");

    private final DataSource database;
    private final Transactions transactions;
    private final AccessControl access;
    private final Ids ids = new SequentialIds("c");
    private final Map<CustomerId, Row> rows = new ConcurrentHashMap<>();
    private final Map<CustomerId, String> called = new ConcurrentHashMap<>();
    private final Map<String, CustomerId> keys = new ConcurrentHashMap<>();
    private final Map<CustomerId, List<ContactPoint>> contacts = new ConcurrentHashMap<>();

    private final Map<CustomerId, Instant> owned = new ConcurrentHashMap<>();
    private final Map<CustomerId, Map<String, Object>> values = new ConcurrentHashMap<>();

    private final List<CustomerDraft> drafts = new CopyOnWriteArrayList<>();
    private final Map<CustomerId, CustomerDraft> filled = new ConcurrentHashMap<>();
    private volatile Function<CustomerDraft, List<CustomerMatch>> alike = draft -> List.of();

    private record Row(
            @Nullable String owner,
            @Nullable String store,
            boolean restricted,
            CustomerStatus status,
            @Nullable CustomerId into) {}

    public FakeCustomers(TestDatabase database, AccessControl access) {
        this.database = database.dataSource();
        this.transactions = database.transactions();
        this.access = access;
    }

    /** A customer of nobody. */
    public CustomerId add() {
        return add(null, null);
    }

    /** A customer of a user and a store. */
    public CustomerId add(@Nullable UserId owner, @Nullable StoreId store) {
        var id = new CustomerId(ids.next());
        put(
                id,
                new Row(
                        owner == null ? null : owner.value(),
                        store == null ? null : store.value(),
                        false,
                        CustomerStatus.ACTIVE,
                        null));
        return id;
    }

    /** From now on this is the name that is shown. */
    public void call(CustomerId id, String name) {
        called.put(id, name);
    }

    /** From now on the customer is reached at this address. */
    public void mail(CustomerId id, String contactPoint, String address) {
        contacts.put(
                id,
                List.of(new ContactPoint(
                        contactPoint, ContactType.EMAIL, address, true, ContactState.UNVERIFIED, false, null)));
    }

    /** Creates customers with their keys, as far as imports and forms need it; changes nothing. */
    public CustomerAdmin admin() {
        return new Admin();
    }

    /** Claims and gives back customers at the times of this clock; what rolls back undoes it. Wants {@code core:customer:claim}. */
    public CustomerClaims claims(Clock clock) {
        return new Claims(clock);
    }

    /** From now on the customer has belonged to his owner since then. */
    public void ownedSince(CustomerId id, Instant since) {
        owned.put(id, since);
    }

    /** From now on this is what a field of the company holds. */
    public void hold(CustomerId id, String field, Object value) {
        values.put(id, Map.of(field, value));
    }

    /** What the customers were created from. */
    public List<CustomerDraft> drafts() {
        return List.copyOf(drafts);
    }

    /** What customers that were there were given, the last of each. */
    public Map<CustomerId, CustomerDraft> filled() {
        return Map.copyOf(filled);
    }

    /** From now on a draft is like the customers that this names. */
    public void alike(Function<CustomerDraft, List<CustomerMatch>> matches) {
        alike = matches;
    }

    /** From now on the customer belongs to this user and this store. */
    public void assign(CustomerId id, @Nullable UserId owner, @Nullable StoreId store) {
        var row = row(id);
        put(
                id,
                new Row(
                        owner == null ? null : owner.value(),
                        store == null ? null : store.value(),
                        row.restricted,
                        row.status,
                        row.into));
    }

    /** The absorbed customer answers for itself again. */
    public void separate(CustomerId absorbed) {
        var row = row(absorbed);
        put(absorbed, new Row(row.owner, row.store, row.restricted, CustomerStatus.ACTIVE, null));
    }

    /** From now on only those whom the list names see the customer. */
    public void restrict(CustomerId id) {
        var row = row(id);
        put(id, new Row(row.owner, row.store, true, row.status, row.into));
    }

    /** Gives the customer a key. */
    public void identify(CustomerId id, String scheme, String value) {
        keys.put(scheme + ":" + value, id);
    }

    /** The absorbed customer answers with the survivor from now on; modules move their rows in their own steps. */
    public void merge(CustomerId survivor, CustomerId absorbed) {
        var kept = row(survivor);
        put(absorbed, new Row(kept.owner, kept.store, kept.restricted, CustomerStatus.MERGED, survivor));
        keys.replaceAll((key, id) -> id.equals(absorbed) ? survivor : id);
    }

    public void erase(CustomerId id) {
        put(id, new Row(null, null, false, CustomerStatus.ERASED, null));
        keys.values().removeIf(id::equals);
    }

    /** With owner, store and state alone: what else there is of a customer, tests of the core read. */
    @Override
    public Optional<Customer> find(CustomerId id) {
        var survivor = resolve(id);
        return isVisible(survivor) ? Optional.of(customer(survivor, null, null, false)) : Optional.empty();
    }

    @Override
    public Customer get(CustomerId id) {
        return find(id).orElseThrow(() -> Problem.notFound("customer"));
    }

    @Override
    public CustomerId resolve(CustomerId id) {
        var row = rows.get(id);
        return row == null || row.into == null ? id : row.into;
    }

    @Override
    public CustomerId requireVisible(CustomerId id) {
        var survivor = resolve(id);
        if (!isVisible(survivor)) {
            throw Problem.notFound("customer");
        }
        return survivor;
    }

    @Override
    public CustomerId requireOpen(CustomerId id) {
        requireVisible(id);
        var row = row(id);
        if (row.into != null) {
            throw Problem.conflict(Message.of(Problem.class, "customer-merged")).with("survivor", row.into.value());
        }
        if (row.status == CustomerStatus.ERASED) {
            throw Problem.conflict(Message.of(Problem.class, "customer-erased"));
        }
        return id;
    }

    @Override
    public Page<CustomerSummary> list(CustomerQuery query, PageRequest request) {
        var after = request.after();
        var found = rows.keySet().stream()
                .filter(id -> row(id).status == CustomerStatus.ACTIVE && isVisible(id))
                .filter(id -> after == null || id.value().compareTo(after) < 0)
                .sorted((a, b) -> b.value().compareTo(a.value()))
                .limit(request.limit() + 1L)
                .map(this::summary)
                .toList();
        return new FakePaging().page(found, request, summary -> summary.id().value());
    }

    private CustomerSummary summary(CustomerId id) {
        var customer = customer(id, null, null, false);
        return new CustomerSummary(
                id,
                customer.version(),
                customer.kind(),
                customer.status(),
                null,
                null,
                null,
                null,
                List.of(),
                customer.ownerId(),
                null,
                customer.storeId(),
                null,
                customer.updatedAt(),
                null);
    }

    @Override
    public Count count(CustomerQuery query) {
        return new Count(rows.size(), false);
    }

    @Override
    public Optional<CustomerId> byIdentifier(String scheme, String value) {
        return Optional.ofNullable(keys.get(scheme + ":" + value));
    }

    /** Those whose key has the scheme {@code email}. */
    @Override
    public Map<String, CustomerId> byEmails(Set<String> addresses) {
        return byIdentifiers("email", addresses);
    }

    @Override
    public Map<CustomerId, String> names(Set<CustomerId> wanted) {
        var names = new HashMap<CustomerId, String>();
        for (var id : wanted) {
            if (isVisible(id)) {
                names.put(id, called.getOrDefault(id, "Customer " + id.value().substring(24)));
            }
        }
        return names;
    }

    private Customer customer(CustomerId id, @Nullable String name, @Nullable String source, boolean unnamed) {
        var row = row(id);
        var by = new ActorName(access.actor().id(), access.actor().name());
        return new Customer(
                id,
                1,
                CustomerKind.PERSON,
                row.status,
                row.into,
                name,
                null,
                null,
                NameOrder.WHOLE,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                contacts.get(id),
                null,
                null,
                row.owner == null ? null : new UserId(row.owner),
                null,
                row.store == null ? null : new StoreId(row.store),
                null,
                source,
                values.getOrDefault(id, Map.of()),
                row.restricted,
                unnamed,
                false,
                Instant.EPOCH,
                by,
                Instant.EPOCH,
                by,
                Map.of());
    }

    private boolean isVisible(CustomerId id) {
        var row = rows.get(id);
        return row != null && access.visibility(VIEW).covers(id.value(), row.owner, row.store, row.restricted);
    }

    private Row row(CustomerId id) {
        var row = rows.get(id);
        if (row == null) {
            throw Problem.notFound("customer");
        }
        return row;
    }

    private void put(CustomerId id, Row row) {
        rows.put(id, row);
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM core_customer WHERE id = ?");
                var open = connection.prepareStatement("DELETE FROM core_restricted_customer WHERE id = ?");
                var restrict = connection.prepareStatement("INSERT INTO core_restricted_customer (id) VALUES (?)");
                var insert = connection.prepareStatement(
                        "INSERT INTO core_customer (id, owner_id, store_id, restricted) VALUES (?, ?, ?, ?)")) {
            delete.setString(1, id.value());
            delete.executeUpdate();
            open.setString(1, id.value());
            open.executeUpdate();
            if (row.restricted) {
                restrict.setString(1, id.value());
                restrict.executeUpdate();
            }
            insert.setString(1, id.value());
            insert.setString(2, row.owner);
            insert.setString(3, row.store);
            insert.setBoolean(4, row.restricted);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot fill the stand-in of the core's customers", e);
        }
    }

    private final class Claims implements CustomerClaims {

        private static final Permission CLAIM = Permission.of("core:customer:claim");
        private static final Permission ASSIGN = Permission.of("core:assignment:create");

        private final Clock clock;

        Claims(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Page<Unowned> unowned(Set<StoreId> stores, PageRequest request) {
            var after = request.after();
            var found = rows.keySet().stream()
                    .filter(id -> row(id).owner == null && isMine(id, CLAIM))
                    .filter(id -> stores.isEmpty() || stores.stream().anyMatch(one -> one.equals(store(id))))
                    .filter(id -> after == null || id.value().compareTo(after) < 0)
                    .sorted((a, b) -> b.value().compareTo(a.value()))
                    .limit(request.limit() + 1L)
                    .map(id -> new Unowned(id, called.get(id), store(id), since(id)))
                    .toList();
            return new FakePaging().page(found, request, one -> one.id().value());
        }

        @Override
        public Owned claim(CustomerId id) {
            access.require(CLAIM);
            var me = claimant().orElseThrow();
            if (!rows.containsKey(id) || !isMine(id, CLAIM)) {
                throw Problem.notFound("customer");
            }
            var before = row(id);
            if (before.owner != null || !rows.replace(id, before, owned(before, me.value()))) {
                throw Problem.conflict(Message.of(Problem.class, "claimed-already"));
            }
            given(id, before);
            return new Owned(id, me, store(id), clock.instant());
        }

        @Override
        public boolean release(CustomerId id, UserId owner) {
            access.require(claimant().filter(owner::equals).isPresent() ? CLAIM : ASSIGN);
            var before = row(id);
            if (!owner.value().equals(before.owner) || !rows.replace(id, before, owned(before, null))) {
                return false;
            }
            given(id, before);
            return true;
        }

        private Row owned(Row row, @Nullable String owner) {
            return new Row(owner, row.store, row.restricted, row.status, row.into);
        }

        /** Writes what the map says already, and what it said before where that rolls back. */
        private void given(CustomerId id, Row before) {
            put(id, row(id));
            var since = owned.getOrDefault(id, Instant.EPOCH);
            owned.put(id, clock.instant());
            transactions.afterRollback(() -> {
                put(id, before);
                owned.put(id, since);
            });
        }

        @Override
        public Optional<UserId> claimant() {
            var actor = access.actor();
            return actor.kind() == Actor.Kind.USER ? Optional.of(new UserId(actor.id())) : Optional.empty();
        }

        @Override
        public List<Owned> mine() {
            access.require(CLAIM);
            var me = claimant().map(UserId::value).orElse("");
            return all().filter(one -> one.ownerId().value().equals(me)).toList();
        }

        @Override
        public List<Owned> owned(@Nullable CustomerId after, int most) {
            return all().filter(one -> isVisible(one.id()))
                    .filter(one -> after == null || one.id().value().compareTo(after.value()) > 0)
                    .limit(most)
                    .toList();
        }

        private Stream<Owned> all() {
            return rows.keySet().stream()
                    .filter(id -> row(id).status == CustomerStatus.ACTIVE)
                    .filter(id -> row(id).owner != null)
                    .sorted(Comparator.comparing(CustomerId::value))
                    .map(id -> new Owned(id, new UserId("" + row(id).owner), store(id), since(id)));
        }

        private boolean isMine(CustomerId id, Permission right) {
            var row = row(id);
            return row.status == CustomerStatus.ACTIVE
                    && access.visibility(right).covers(id.value(), row.owner, row.store, row.restricted);
        }

        private @Nullable StoreId store(CustomerId id) {
            var store = row(id).store;
            return store == null ? null : new StoreId(store);
        }

        private Instant since(CustomerId id) {
            return owned.getOrDefault(id, Instant.EPOCH);
        }
    }

    private final class Admin implements CustomerAdmin {

        @Override
        public Customer create(CustomerDraft draft) {
            if (draft.duplicateReason() == null
                    && alike.apply(draft).stream()
                            .anyMatch(match -> match.rule().isHard())) {
                throw Problem.conflict(Message.of(Problem.class, "possible-duplicate"));
            }
            drafts.add(draft);
            var id = add();
            for (var key : draft.identifiers() == null ? List.<CustomerDraft.Key>of() : draft.identifiers()) {
                identify(id, String.valueOf(key.scheme()), String.valueOf(key.value()));
            }
            return customer(id, draft.fullName(), draft.source(), Boolean.TRUE.equals(draft.unnamed()));
        }

        @Override
        public List<CustomerMatch> matches(CustomerDraft draft) {
            return alike.apply(draft);
        }

        @Override
        public Customer fill(CustomerId id, CustomerDraft draft) {
            requireOpen(id);
            filled.put(id, draft);
            return customer(id, draft.fullName(), draft.source(), Boolean.TRUE.equals(draft.unnamed()));
        }

        @Override
        public Customer change(CustomerId id, long version, Patch patch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Customer addContactPoint(CustomerId id, CustomerDraft.Contact contact) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Customer changeContactPoint(CustomerId id, String contactPointId, Patch patch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Customer removeContactPoint(CustomerId id, String contactPointId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Customer addIdentifier(CustomerId id, CustomerDraft.Key identifier) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Customer removeIdentifier(CustomerId id, Identifier identifier) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Customer unmask(CustomerId id, String reason) {
            throw new UnsupportedOperationException();
        }
    }
}
