package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.RightsCache;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.core.internal.customer.store.RestrictionStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The list of those who may see a customer that is not for everybody: a celebrity, a colleague, a relative. It holds
 * whatever the roles say, also for those who keep it: they know the customer by its id alone, unless they are named.
 */
@Component(service = CustomerRestrictions.class)
public final class CustomerRestrictions {

    static final int MOST_USERS = 200;

    private final AccessControl access;
    private final Transactions transactions;
    private final CustomerStore store;
    private final RestrictionStore restrictions;
    private final NameStore names;
    private final CustomerWriter writer;
    private final CustomerHistory history;
    private final RightsCache rights;
    private final Audit audit;
    private final Paging paging;

    @Activate
    public CustomerRestrictions(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference CustomerStore store,
            @Reference RestrictionStore restrictions,
            @Reference NameStore names,
            @Reference CustomerWriter writer,
            @Reference CustomerHistory history,
            @Reference RightsCache rights,
            @Reference Audit audit,
            @Reference Paging paging) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.restrictions = restrictions;
        this.names = names;
        this.writer = writer;
        this.history = history;
        this.rights = rights;
        this.audit = audit;
        this.paging = paging;
    }

    /**
     * Who may see a customer.
     *
     * @param limited whether nobody may but the users of the list
     * @param kept whether nobody may at all, since the customer is stored and not used at the person's request
     */
    public record Restriction(CustomerId customerId, long version, boolean limited, boolean kept, List<Opened> users) {}

    /** A user to whom a customer is open. */
    public record Opened(String id, String name) {}

    /** Who is to see a customer, and why nobody else; raw. */
    public record Draft(
            @Nullable List<String> users, @Nullable String reason) {}

    public Restriction of(CustomerId id) {
        var visibility = access.visibility(CustomerPermissions.RESTRICTION_VIEW);
        return transactions.call(() -> view(inScope(id, visibility)));
    }

    /** The customers that are not for everybody, as far as their store or owner is in scope. */
    public Page<Restriction> list(PageRequest request) {
        var visibility = access.visibility(CustomerPermissions.RESTRICTION_VIEW);
        return transactions.call(() -> {
            var page = paging.page(restrictions.customers(request), request, Function.identity());
            var customers = store.byIds(page.items()).stream()
                    .filter(customer -> covers(visibility, customer))
                    .collect(Collectors.toMap(customer -> customer.id, Function.identity()));
            var users = restrictions.users(page.items());
            var shown = names(users.values().stream().flatMap(List::stream).toList());
            var items = page.items().stream()
                    .map(customers::get)
                    .filter(Objects::nonNull)
                    .map(customer -> view(customer, users.getOrDefault(customer.id, List.of()), shown))
                    .toList();
            return new Page<>(items, page.next());
        });
    }

    /** From now on these users see the customer and nobody else does. */
    public Restriction limit(CustomerId id, long version, Draft draft) {
        var visibility = access.visibility(CustomerPermissions.RESTRICTION_EDIT);
        var faults = new Faults();
        var users = users(faults, draft.users());
        var reason = faults.requiredText("/reason", draft.reason(), 400);
        faults.check();
        return changed(id, visibility, version, customer -> {
            var before = customer.limited;
            restrictions.replace(customer.id, users);
            customer.limit(true);
            written(customer, "customer.access-limited", Map.of("users", List.copyOf(users)), reason, before);
        });
    }

    /** From now on the roles decide again who sees the customer. */
    public Restriction open(CustomerId id, long version, @Nullable String reason) {
        var visibility = access.visibility(CustomerPermissions.RESTRICTION_EDIT);
        var faults = new Faults();
        var said = faults.requiredText("/reason", reason, 400);
        faults.check();
        return changed(id, visibility, version, customer -> {
            if (customer.limited) {
                restrictions.replace(customer.id, List.of());
                customer.limit(false);
                written(customer, "customer.access-opened", Map.of(), said, true);
            }
        });
    }

    private TreeSet<String> users(Faults faults, @Nullable List<String> given) {
        var users = new TreeSet<String>();
        if (given == null || given.isEmpty()) {
            faults.add("/users", message("restriction-empty"));
        } else if (given.size() > MOST_USERS) {
            faults.add("/users", message("restriction-too-many", MOST_USERS));
        } else {
            var known = names(given.stream().filter(Objects::nonNull).toList());
            for (int i = 0; i < given.size(); i++) {
                var user = given.get(i);
                if (user == null || !known.containsKey(user)) {
                    faults.add("/users/" + i, message("owner-unknown"));
                } else {
                    users.add(user);
                }
            }
        }
        return users;
    }

    private Restriction changed(CustomerId id, Visibility visibility, long version, Consumer<CustomerEntity> change) {
        return transactions.call(() -> {
            var found = inScope(id, visibility);
            if (!found.id.equals(id.value())) {
                throw Customers.merged(found.id);
            }
            var customer = store.lock(found.id).orElseThrow(Customers::notFound);
            if (customer.version != version) {
                throw Problem.stale();
            }
            change.accept(customer);
            return view(customer);
        });
    }

    private void written(
            CustomerEntity customer, String action, Map<String, Object> detail, String reason, boolean before) {
        writer.touch(customer);
        if (before != customer.limited) {
            history.record(customer, List.of(new Change("limited", before, customer.limited)));
            writer.renewKeys(customer);
            store.renewRestricted(customer.id);
        }
        audit.record(new Audit.Entry(
                action,
                CustomerPermissions.OBJECT,
                customer.id,
                new CustomerId(customer.id),
                Map.copyOf(detail),
                reason));
        writer.record(customer, CustomerEvents.CHANGED);
        rights.forget();
    }

    /** The customer, or the one that answers for it, judged by store and owner alone. */
    private CustomerEntity inScope(CustomerId id, Visibility visibility) {
        return store.find(id.value())
                .flatMap(customer ->
                        customer.mergedInto == null ? Optional.of(customer) : store.find(customer.mergedInto))
                .filter(customer -> covers(visibility, customer))
                .orElseThrow(Customers::notFound);
    }

    private static boolean covers(Visibility visibility, CustomerEntity customer) {
        return customer.status != CustomerStatus.ERASED
                && visibility.covers(customer.id, customer.ownerId, customer.storeId, false);
    }

    private List<String> usersOf(CustomerEntity customer) {
        return restrictions.users(List.of(customer.id)).getOrDefault(customer.id, List.of());
    }

    private Restriction view(CustomerEntity customer) {
        var users = usersOf(customer);
        return view(customer, users, names(users));
    }

    private static Restriction view(CustomerEntity customer, List<String> users, Map<String, String> names) {
        var opened = new ArrayList<Opened>();
        users.forEach(user -> opened.add(new Opened(user, names.getOrDefault(user, user))));
        return new Restriction(new CustomerId(customer.id), customer.version, customer.limited, customer.kept, opened);
    }

    private Map<String, String> names(List<String> users) {
        return names.users(users.stream().distinct().toList());
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(CustomerRestrictions.class, code, arguments);
    }
}
