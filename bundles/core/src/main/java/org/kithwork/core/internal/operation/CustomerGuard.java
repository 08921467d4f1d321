package org.kithwork.core.internal.operation;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Locks the customers of an operation and refuses those on which the actor may not do it, or nobody. */
@Component(service = CustomerGuard.class)
public final class CustomerGuard {

    /** Whoever answers for privacy works on restricted customers too, which he does not see otherwise. */
    private static final Permission OVERLOOKS = Permission.of("core:privacy:edit");

    private static final Set<String> OVERLOOKED = Set.of("export", "erase", "view", "create", "edit");

    private final CustomerAlias alias;
    private final AccessControl access;

    @Activate
    public CustomerGuard(@Reference CustomerAlias alias, @Reference AccessControl access) {
        this.alias = alias;
        this.access = access;
    }

    /** Customers that are locked and that the actor sees. */
    public final class Locked {
        private final Map<CustomerId, CustomerAlias.State> states;
        private final Visibility visibility;
        private final boolean overlooks;

        private Locked(Map<CustomerId, CustomerAlias.State> states, Visibility visibility, boolean overlooks) {
            this.states = states;
            this.visibility = visibility;
            this.overlooks = overlooks;
        }

        /** The customer in whatever state, if the actor may see it. */
        public CustomerAlias.State visible(CustomerId id) {
            var state = states.get(id);
            if (state == null
                    || !visibility.covers(
                            id.value(), state.ownerId(), state.storeId(), state.restricted() && !overlooks)) {
                throw Problem.notFound("customer");
            }
            return state;
        }

        /** The customer, which must be neither absorbed nor erased. */
        public CustomerAlias.State open(CustomerId id) {
            var state = visible(id);
            var survivor = state.mergedInto();
            if (state.status() == CustomerStatus.MERGED && survivor != null) {
                throw conflict("customer-merged").with("survivor", survivor.value());
            }
            if (state.status() == CustomerStatus.ERASED) {
                throw conflict("customer-erased");
            }
            return state;
        }

        /** The customer, which must be neither absorbed nor erased nor kept nor limited. */
        CustomerAlias.State free(CustomerId id) {
            var state = open(id);
            if (state.limited()) {
                throw conflict("customer-limited");
            }
            return used(state);
        }

        /** The customer, which must be neither absorbed nor erased nor kept. */
        CustomerAlias.State used(CustomerId id) {
            return used(open(id));
        }

        private static CustomerAlias.State used(CustomerAlias.State state) {
            if (state.kept()) {
                throw conflict("customer-restricted");
            }
            return state;
        }
    }

    /** Locks these customers in the current transaction; {@code forbidden} when the actor has no such right. */
    public Locked lock(Permission permission, CustomerId... customers) {
        return lock(permission, List.of(customers));
    }

    /** As {@link #lock}, for what is only read: nobody who writes waits for it. */
    public Locked look(Permission permission, CustomerId... customers) {
        return of(permission, alias.read(List.of(customers)));
    }

    private Locked lock(Permission permission, Collection<CustomerId> customers) {
        return of(permission, alias.lock(customers));
    }

    private Locked of(Permission permission, Map<CustomerId, CustomerAlias.State> states) {
        var visibility = access.visibility(permission);
        var overlooks = OVERLOOKED.contains(permission.action()) && access.permits(OVERLOOKS);
        return new Locked(states, visibility, overlooks);
    }

    /**
     * Runs the body in a transaction in which these customers and all for which the named one answers are locked. All
     * locks are taken at once, in the order of the ids: two that meet wait for each other and do not lock each other out.
     */
    <T> T locked(
            Permission permission,
            CustomerId answering,
            Collection<CustomerId> others,
            Transactions transactions,
            Function<Locked, T> body) {
        var wanted = new HashSet<>(others);
        wanted.add(answering);
        for (; ; ) {
            var result = transactions.call(() -> {
                wanted.addAll(alias.aliases(answering));
                var locked = lock(permission, wanted);
                return wanted.containsAll(alias.aliases(answering))
                        ? Optional.of(body.apply(locked))
                        : Optional.<T>empty();
            });
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    static Problem conflict(String code, Object... arguments) {
        return Problem.conflict(Message.of(CustomerGuard.class, code, arguments));
    }
}
