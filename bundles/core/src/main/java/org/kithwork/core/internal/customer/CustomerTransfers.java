package org.kithwork.core.internal.customer;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.CustomerOwners;
import org.kithwork.core.internal.access.store.PlaceStore;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.TransferStore;
import org.kithwork.job.JobRequest;
import org.kithwork.job.Jobs;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands all customers of a person or a store over to another one, as a job. Records that modules hold keep the store
 * where they happened; modules hear of each customer by an event.
 */
@Component(service = CustomerTransfers.class)
public final class CustomerTransfers {

    private final AccessControl access;
    private final Transactions transactions;
    private final UserStore users;
    private final PlaceStore places;
    private final CustomerOwners owners;
    private final TransferStore transfers;
    private final CustomerStore store;
    private final CustomerHandOvers handOvers;
    private final Audit audit;
    private final Jobs jobs;

    @Activate
    public CustomerTransfers(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference UserStore users,
            @Reference PlaceStore places,
            @Reference CustomerOwners owners,
            @Reference TransferStore transfers,
            @Reference CustomerStore store,
            @Reference CustomerHandOvers handOvers,
            @Reference Audit audit,
            @Reference Jobs jobs) {
        this.access = access;
        this.transactions = transactions;
        this.users = users;
        this.places = places;
        this.owners = owners;
        this.transfers = transfers;
        this.store = store;
        this.handOvers = handOvers;
        this.audit = audit;
        this.jobs = jobs;
    }

    /** What is handed over. */
    public enum Kind {
        OWNER,
        STORE
    }

    /** From whom to whom; both are users, or both are stores. */
    public record Order(Kind kind, String from, String to) {

        String owner() {
            return kind == Kind.OWNER ? from : "";
        }

        String store() {
            return kind == Kind.STORE ? from : "";
        }
    }

    /**
     * What a transfer concerns.
     *
     * @param jobId the job that does it; {@code null} as long as it is only asked
     */
    public record Transfer(long customers, @Nullable String jobId) {}

    /** How many customers the user has. */
    public Transfer ofUser(UserId user) {
        return new Transfer(counted(Kind.OWNER, user.value()), null);
    }

    /** How many customers the store has. */
    public Transfer ofStore(StoreId place) {
        return new Transfer(counted(Kind.STORE, place.value()), null);
    }

    private long counted(Kind kind, String from) {
        access.require(CustomerPermissions.ASSIGN);
        return transactions.call(() -> {
            var order = new Order(kind, from, from);
            requireInScope(kind, from);
            return transfers.count(order.owner(), order.store());
        });
    }

    /** Gives all customers of one user to another, who must be active. */
    public Transfer reassign(UserId from, UserId to) {
        return begin(new Order(Kind.OWNER, from.value(), to.value()));
    }

    /** Gives all customers of one store to another, which must be open. */
    public Transfer transfer(StoreId from, StoreId to) {
        return begin(new Order(Kind.STORE, from.value(), to.value()));
    }

    private Transfer begin(Order order) {
        access.require(CustomerPermissions.ASSIGN);
        access.requireRecentProof();
        return transactions.call(() -> {
            check(order);
            checkStores(order);
            var customers = transfers.count(order.owner(), order.store());
            var job = jobs.submit(new JobRequest(
                    TransferJob.KIND,
                    order.kind().name(),
                    Map.of("kind", order.kind().name(), "from", order.from(), "to", order.to()),
                    null));
            var owner = order.kind() == Kind.OWNER;
            audit.record(new Audit.Entry(
                    owner ? "user.reassignment-started" : "store.transfer-started",
                    owner ? "core:user" : "core:store",
                    order.from(),
                    null,
                    Map.of("to", order.to(), "customers", customers),
                    null));
            return new Transfer(customers, job);
        });
    }

    /** Asked at the beginning and again before each batch: rights may end, and so may users and stores. */
    void check(Order order) {
        if (order.from().equals(order.to())) {
            throw Problem.invalid("/to", message("transfer-same"));
        }
        requireInScope(order.kind(), order.from());
        var open = order.kind() == Kind.OWNER
                ? owners.mayReceive(order.to())
                : places.store(order.to())
                                .filter(place -> place.state.equals("ACTIVE"))
                                .isPresent()
                        && isInScope(order.kind(), order.to());
        if (!open) {
            throw Problem.invalid("/to", message(order.kind() == Kind.OWNER ? "owner-unknown" : "store-unknown"));
        }
    }

    /** Whoever gets the customers of a colleague must be able to see them where they are. */
    private void checkStores(Order order) {
        if (order.kind() == Kind.OWNER
                && !transfers.storesOf(order.from()).stream().allMatch(place -> owners.sees(order.to(), place.id()))) {
            throw Problem.invalid("/to", message("owner-blind"));
        }
    }

    private void requireInScope(Kind kind, String id) {
        if (!isInScope(kind, id)) {
            throw Problem.notFound(kind == Kind.OWNER ? "user" : "store");
        }
    }

    private boolean isInScope(Kind kind, String id) {
        var visibility = access.visibility(CustomerPermissions.ASSIGN);
        return kind == Kind.OWNER
                ? users.isVisible(id, visibility)
                : (visibility.all() || visibility.stores().contains(id))
                        && places.store(id).isPresent();
    }

    long left(Order order) {
        return transfers.count(order.owner(), order.store());
    }

    /** Hands over some customers in the current transaction; how many it met. */
    int someOf(Order order, int most) {
        var ids = transfers.some(order.owner(), order.store(), most);
        // In the order of the ids, as whoever locks several customers does.
        ids.stream().sorted().forEach(id -> store.lock(id).ifPresent(customer -> handOver(customer, order)));
        store.flush();
        return ids.size();
    }

    private void handOver(CustomerEntity customer, Order order) {
        var owner = order.kind() == Kind.OWNER;
        if (!order.from().equals(owner ? customer.ownerId : customer.storeId)) {
            return;
        }
        if (owner) {
            handOvers.toOwner(customer, order.to(), "reassigned");
        } else {
            handOvers.toStore(customer, order.to(), "reassigned");
        }
    }

    private static Message message(String code) {
        return Message.of(CustomerTransfers.class, code);
    }
}
