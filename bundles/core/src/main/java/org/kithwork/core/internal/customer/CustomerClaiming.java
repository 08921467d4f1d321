package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.access.CustomerOwners;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.customer.store.ClaimStore;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerScan;
import org.kithwork.core.internal.customer.store.CustomerScan.Filter;
import org.kithwork.core.internal.customer.store.CustomerScan.Hit;
import org.kithwork.core.internal.customer.store.CustomerScan.Order;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.customer.CustomerClaims;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes and gives back customers under the lock of their rows, so that of several who want one exactly one gets him. */
@Component(service = {CustomerClaims.class, CustomerClaiming.class})
public final class CustomerClaiming implements CustomerClaims {

    private final AccessControl access;
    private final CurrentUser user;
    private final Transactions transactions;
    private final CustomerStore store;
    private final CustomerScan scan;
    private final ClaimStore claims;
    private final CustomerHandOvers handOvers;
    private final CustomerOwners owners;
    private final CustomerViews views;
    private final NameStore names;
    private final Paging paging;

    @Activate
    public CustomerClaiming(
            @Reference AccessControl access,
            @Reference CurrentUser user,
            @Reference Transactions transactions,
            @Reference CustomerStore store,
            @Reference CustomerScan scan,
            @Reference ClaimStore claims,
            @Reference CustomerHandOvers handOvers,
            @Reference CustomerOwners owners,
            @Reference CustomerViews views,
            @Reference NameStore names,
            @Reference Paging paging) {
        this.access = access;
        this.user = user;
        this.transactions = transactions;
        this.store = store;
        this.scan = scan;
        this.claims = claims;
        this.handOvers = handOvers;
        this.owners = owners;
        this.views = views;
        this.names = names;
        this.paging = paging;
    }

    /** The owner of a customer, for those who may see it. */
    public record Owner(UserId id, @Nullable String name) {}

    @Override
    public Page<Unowned> unowned(Set<StoreId> stores, PageRequest request) {
        var visibility = within(access.visibility(CustomerPermissions.CLAIM), stores);
        return transactions.call(() -> {
            var page =
                    paging.page(scan.list(visibility, Filter.UNOWNED, Order.CREATED_DESC, request), request, Hit::key);
            var ids = page.items().stream().map(Hit::customerId).toList();
            var customers =
                    store.byIds(ids).stream().collect(Collectors.toMap(customer -> customer.id, Function.identity()));
            var rules = views.rules();
            return new Page<>(
                    ids.stream()
                            .map(customers::get)
                            .filter(Objects::nonNull)
                            .map(customer -> unowned(customer, rules))
                            .toList(),
                    page.next());
        });
    }

    /** What belongs to nobody is in scope by its store alone. */
    private static Visibility within(Visibility right, Set<StoreId> stores) {
        var all = right.all() && stores.isEmpty();
        var reached = new HashSet<String>();
        if (!all) {
            if (right.all()) {
                stores.forEach(place -> reached.add(place.value()));
            } else {
                reached.addAll(right.stores());
                if (!stores.isEmpty()) {
                    reached.removeIf(place -> !stores.contains(new StoreId(place)));
                }
            }
        }
        return new Visibility(all, Set.of(), reached, right.unlocked());
    }

    private Unowned unowned(CustomerEntity customer, FieldRules rules) {
        return new Unowned(
                new CustomerId(customer.id),
                isVisible(customer) ? views.nameOf(rules, customer) : views.displayName(customer, FieldAccess.MASK),
                store(customer),
                since(customer));
    }

    private static @Nullable StoreId store(CustomerEntity customer) {
        return customer.storeId == null ? null : new StoreId(customer.storeId);
    }

    private static Instant since(CustomerEntity customer) {
        return customer.ownerSince == null ? customer.createdAt : customer.ownerSince;
    }

    @Override
    public Owned claim(CustomerId id) {
        var visibility = access.visibility(CustomerPermissions.CLAIM);
        var me = user.id().orElseThrow(() -> Problem.of(ProblemKind.FORBIDDEN, "forbidden", CustomerPermissions.CLAIM));
        return transactions.call(() -> {
            var customer = locked(id, visibility);
            if (customer.ownerId != null) {
                throw claimed(customer);
            }
            if (!owners.sees(me.value(), customer.storeId)) {
                throw Problem.conflict(Message.of(CustomerOwners.class, "owner-blind"));
            }
            handOvers.toOwner(customer, me.value(), "claimed");
            store.flush();
            return new Owned(id, me, store(customer), since(customer));
        });
    }

    private CustomerEntity locked(CustomerId id, Visibility visibility) {
        var found = store.find(id.value()).orElseThrow(Customers::notFound);
        var survivor =
                found.mergedInto == null ? found : store.find(found.mergedInto).orElseThrow(Customers::notFound);
        if (!Customers.covers(visibility, survivor) && !isVisible(survivor)) {
            throw Customers.notFound();
        }
        if (found.mergedInto != null) {
            throw Customers.merged(survivor.id);
        }
        var customer = store.lock(found.id).orElseThrow(Customers::notFound);
        if (customer.ownerId == null && !Customers.covers(visibility, customer)) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", CustomerPermissions.CLAIM);
        }
        if (!CustomerHandOvers.isLiving(customer)) {
            throw Customers.notFound();
        }
        return customer;
    }

    private Problem claimed(CustomerEntity customer) {
        var problem = Problem.conflict(Message.of(CustomerClaiming.class, "claimed-already"));
        var shown = isVisible(customer)
                && views.rules()
                        .accessTo("ownerId", CustomerViews.place(customer))
                        .isAtLeast(FieldAccess.MASK);
        return shown
                ? problem.with(
                        "owner",
                        new Owner(
                                new UserId(customer.ownerId),
                                names.users(List.of(customer.ownerId)).get(customer.ownerId)))
                : problem;
    }

    private boolean isVisible(CustomerEntity customer) {
        return access.permits(CustomerPermissions.VIEW)
                && Customers.covers(access.visibility(CustomerPermissions.VIEW), customer);
    }

    @Override
    public boolean release(CustomerId id, UserId owner) {
        var mine = user.id().filter(owner::equals).isPresent();
        var visibility = access.visibility(mine ? CustomerPermissions.CLAIM : CustomerPermissions.ASSIGN);
        return transactions.call(() -> {
            var customer = store.lock(id.value()).orElseThrow(Customers::notFound);
            if (!CustomerHandOvers.isLiving(customer) || !owner.value().equals(customer.ownerId)) {
                return false;
            }
            if (!mine && !Customers.covers(visibility, customer)) {
                throw Customers.notFound();
            }
            handOvers.toOwner(customer, null, "released");
            store.flush();
            return true;
        });
    }

    @Override
    public Optional<UserId> claimant() {
        return user.id();
    }

    @Override
    public List<Owned> mine() {
        access.require(CustomerPermissions.CLAIM);
        return user.id().map(me -> claims.of(me.value())).orElse(List.of());
    }

    @Override
    public List<Owned> owned(@Nullable CustomerId after, int most) {
        return claims.behind(after == null ? "" : after.value(), most, access.visibility(CustomerPermissions.VIEW));
    }
}
