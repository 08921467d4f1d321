package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.contact.EmailAddresses;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerScan;
import org.kithwork.core.internal.customer.store.CustomerScan.Filter;
import org.kithwork.core.internal.customer.store.CustomerScan.Hit;
import org.kithwork.core.internal.customer.store.CustomerScan.Order;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.customer.CustomerSummary.MatchKind;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds customers within the actor's scope. */
@Component(service = {CustomerDirectory.class, Customers.class})
public final class Customers implements CustomerDirectory {

    private static final int COUNTED = 10_000;

    private final AccessControl access;
    private final CustomerStore store;
    private final CustomerScan scan;
    private final CustomerViews views;
    private final Lookups lookups;
    private final CustomerFields fields;
    private final CustomerProtection protection;
    private final Paging paging;
    private final Transactions transactions;

    @Activate
    public Customers(
            @Reference AccessControl access,
            @Reference CustomerStore store,
            @Reference CustomerScan scan,
            @Reference CustomerViews views,
            @Reference Lookups lookups,
            @Reference CustomerFields fields,
            @Reference CustomerProtection protection,
            @Reference Paging paging,
            @Reference Transactions transactions) {
        this.access = access;
        this.store = store;
        this.scan = scan;
        this.views = views;
        this.lookups = lookups;
        this.fields = fields;
        this.protection = protection;
        this.paging = paging;
        this.transactions = transactions;
    }

    /** In one transaction, as the list is: a connection and an entity manager serve all its queries. */
    @Override
    public Optional<Customer> find(CustomerId id) {
        return transactions.call(() -> visible(id.value(), CustomerPermissions.VIEW)
                .map(customer -> views.opened(customer, store.details(customer.id))));
    }

    @Override
    public Customer get(CustomerId id) {
        return find(id).orElseThrow(Customers::notFound);
    }

    /** The row, of an absorbed customer that of its survivor, if the actor holds the right on it. */
    Optional<CustomerEntity> visible(String id, Permission permission) {
        var visibility = access.visibility(permission);
        return store.find(id)
                .flatMap(customer ->
                        customer.mergedInto == null ? Optional.of(customer) : store.find(customer.mergedInto))
                .filter(customer -> covers(visibility, customer));
    }

    static boolean covers(Visibility visibility, CustomerEntity customer) {
        return customer.status != CustomerStatus.ERASED
                && visibility.covers(customer.id, customer.ownerId, customer.storeId, customer.restricted);
    }

    static Problem notFound() {
        return Problem.notFound("customer");
    }

    @Override
    public CustomerId resolve(CustomerId id) {
        return store.find(id.value())
                .map(customer -> customer.mergedInto == null ? id : new CustomerId(customer.mergedInto))
                .orElse(id);
    }

    @Override
    public CustomerId requireVisible(CustomerId id) {
        return visible(id.value(), CustomerPermissions.VIEW)
                .map(customer -> new CustomerId(customer.id))
                .orElseThrow(Customers::notFound);
    }

    @Override
    public CustomerId requireOpen(CustomerId id) {
        var survivor = visible(id.value(), CustomerPermissions.VIEW).orElseThrow(Customers::notFound);
        if (!survivor.id.equals(id.value())) {
            throw merged(survivor.id);
        }
        return id;
    }

    /** Writing to an absorbed customer is refused; the answer names the one that answers for it. */
    static Problem merged(String survivor) {
        return Problem.conflict(Message.of(Customers.class, "customer-merged")).with("survivor", survivor);
    }

    @Override
    public Page<CustomerSummary> list(CustomerQuery query, PageRequest request) {
        return transactions.call(() -> listed(query, request));
    }

    private Page<CustomerSummary> listed(CustomerQuery query, PageRequest request) {
        var hits = hits(query, request);
        var page = paging.page(hits, request, Hit::key);
        var ids = page.items().stream().map(Hit::customerId).distinct().toList();
        var matched = new HashMap<String, MatchKind>();
        for (var hit : page.items()) {
            if (hit.kind() != null) {
                matched.putIfAbsent(hit.customerId(), MatchKind.valueOf(hit.kind()));
            }
        }
        var customers = store.byIds(ids).stream().collect(Collectors.toMap(c -> c.id, Function.identity()));
        return new Page<>(
                views.summaries(ids, customers, store.primaryContactPoints(ids), store.tags(ids), matched),
                page.next());
    }

    /** One hit more than the page has; a search by what is masked is counted. */
    List<Hit> hits(CustomerQuery query, PageRequest request) {
        var visibility = access.visibility(CustomerPermissions.VIEW);
        var filter = new Filter(
                query.store() == null ? null : query.store().value(),
                query.owner() == null ? null : query.owner().value(),
                query.tag(),
                fields.ranges(query.fields(), views.rules()));
        var text = SearchKeys.normaliseQuery(query.text() == null ? "" : query.text());
        return switch (text.kind()) {
            case EMPTY -> scan.list(visibility, filter, order(query.sort()), request);
            case ID -> byId(text.value(), request);
            default -> scan.search(visibility, filter, lookups.ranges(text), request);
        };
    }

    private List<Hit> byId(String id, PageRequest request) {
        return request.after() != null
                ? List.of()
                : visible(id, CustomerPermissions.VIEW)
                        .map(customer -> new Hit(customer.id, customer.id, MatchKind.ID.name()))
                        .map(List::of)
                        .orElse(List.of());
    }

    /** What is masked is not sorted by either. */
    private Order order(CustomerQuery.Sort sort) {
        return switch (sort) {
            case NAME ->
                views.rules().everywhere("displayName").isAtLeast(FieldAccess.READ) ? Order.NAME : Order.CREATED_DESC;
            case CREATED_DESC -> Order.CREATED_DESC;
            case UPDATED_DESC -> Order.UPDATED_DESC;
        };
    }

    @Override
    public Count count(CustomerQuery query) {
        long count = 0;
        @Nullable String after = null;
        while (count < COUNTED) {
            var hits = hits(query, new PageRequest(PageRequest.MAX_LIMIT, after));
            var full = hits.size() > PageRequest.MAX_LIMIT;
            count += full ? PageRequest.MAX_LIMIT : hits.size();
            if (!full) {
                return new Count(count, false);
            }
            after = hits.get(PageRequest.MAX_LIMIT - 1).key();
        }
        return new Count(COUNTED, true);
    }

    @Override
    public Optional<CustomerId> byIdentifier(String scheme, String value) {
        return store.identifier(scheme, SearchKeys.identifier(value)).map(i -> new CustomerId(i.customerId));
    }

    @Override
    public Map<String, CustomerId> byIdentifiers(String scheme, Set<String> values) {
        var customers = store.customersByIdentifier(
                scheme, values.stream().map(SearchKeys::identifier).toList());
        var found = new HashMap<String, CustomerId>();
        for (var value : values) {
            var customer = customers.get(SearchKeys.identifier(value));
            if (customer != null) {
                found.put(value, new CustomerId(customer));
            }
        }
        return found;
    }

    @Override
    public Map<String, CustomerId> byEmails(Set<String> addresses) {
        var indexes = new HashMap<String, List<String>>();
        for (var address : addresses) {
            EmailAddresses.parse(address)
                    .ifPresent(email ->
                            indexes.put(address, protection.blindCandidates(ContactType.EMAIL, email.normalised())));
        }
        var owners = store.ownersByBlindIndex(
                indexes.values().stream().flatMap(List::stream).toList());
        var living = new HashMap<String, String>();
        store.byIds(owners.values().stream().flatMap(Set::stream).distinct().toList()).stream()
                .filter(customer -> customer.status != CustomerStatus.ERASED)
                .forEach(customer ->
                        living.put(customer.id, customer.mergedInto == null ? customer.id : customer.mergedInto));
        var found = new HashMap<String, CustomerId>();
        indexes.forEach((address, some) -> {
            var ids = some.stream()
                    .flatMap(index -> owners.getOrDefault(index, Set.of()).stream())
                    .map(living::get)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (ids.size() == 1) {
                found.put(address, new CustomerId(ids.get(0)));
            }
        });
        return found;
    }

    @Override
    public Map<CustomerId, String> names(Set<CustomerId> ids) {
        var visibility = access.visibility(CustomerPermissions.VIEW);
        var rules = views.rules();
        var names = new HashMap<CustomerId, String>();
        var wanted = new ArrayList<String>();
        ids.forEach(id -> wanted.add(id.value()));
        for (var customer : store.byIds(wanted)) {
            var name = covers(visibility, customer)
                    ? views.displayName(customer, rules.accessTo("displayName", CustomerViews.place(customer)))
                    : null;
            if (name != null) {
                names.put(new CustomerId(customer.id), name);
            }
        }
        return names;
    }
}
