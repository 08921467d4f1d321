package org.kithwork.core.internal.customer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kithwork.core.internal.access.RightsCache;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.operation.CustomerAlias;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The customers' rows as operations see them: which answers for which, which is fenced. */
@Component(service = CustomerAlias.class)
public final class CustomerAliases implements CustomerAlias {

    private final CustomerStore store;
    private final CustomerWriter writer;
    private final RightsCache rights;

    @Activate
    public CustomerAliases(
            @Reference CustomerStore store, @Reference CustomerWriter writer, @Reference RightsCache rights) {
        this.store = store;
        this.writer = writer;
        this.rights = rights;
    }

    @Override
    public Map<CustomerId, State> lock(Collection<CustomerId> ids) {
        var states = new LinkedHashMap<CustomerId, State>();
        var ordered = new TreeSet<String>();
        ids.forEach(id -> ordered.add(id.value()));
        for (var id : ordered) {
            store.lock(id).ifPresent(customer -> states.put(new CustomerId(id), state(customer)));
        }
        return states;
    }

    @Override
    public Map<CustomerId, State> read(Collection<CustomerId> ids) {
        var states = new LinkedHashMap<CustomerId, State>();
        ids.forEach(id -> store.find(id.value()).ifPresent(customer -> states.put(id, state(customer))));
        return states;
    }

    private static State state(CustomerEntity customer) {
        return new State(
                new CustomerId(customer.id),
                customer.status,
                customer.mergedInto == null ? null : new CustomerId(customer.mergedInto),
                customer.ownerId,
                customer.storeId,
                customer.limited,
                customer.kept);
    }

    @Override
    public void setAlias(CustomerId absorbed, CustomerId survivor) {
        var customer = locked(absorbed);
        customer.status = CustomerStatus.MERGED;
        customer.mergedInto = survivor.value();
        writer.touch(customer);
        store.flush();
        store.repointAliases(absorbed.value(), survivor.value());
        store.renewRestricted(survivor.value());
        store.replaceKeys(absorbed.value(), List.of());
    }

    @Override
    public void clearAlias(CustomerId absorbed, CustomerStatus status) {
        var customer = locked(absorbed);
        customer.status = status;
        customer.mergedInto = null;
        writer.touch(customer);
        writer.renewKeys(customer);
        store.renewRestricted(customer.id);
    }

    @Override
    public Set<CustomerId> aliases(CustomerId survivor) {
        return store.aliases(survivor.value()).stream().map(CustomerId::new).collect(Collectors.toSet());
    }

    @Override
    public Optional<CustomerId> answersFor(CustomerId customer) {
        return store.find(customer.value())
                .flatMap(one -> Optional.ofNullable(one.mergedInto))
                .map(CustomerId::new);
    }

    @Override
    public List<String> after(String id, int limit) {
        return store.after(id, limit);
    }

    @Override
    public void fence(CustomerId customer) {
        var row = locked(customer);
        row.status = CustomerStatus.ERASED;
        writer.touch(row);
        store.flush();
        store.replaceKeys(customer.value(), List.of());
    }

    @Override
    public void keep(CustomerId customer) {
        setKept(customer, true);
    }

    @Override
    public void release(CustomerId customer) {
        setKept(customer, false);
    }

    private void setKept(CustomerId customer, boolean kept) {
        var row = locked(customer);
        row.keep(kept);
        writer.touch(row);
        writer.renewKeys(row);
        store.renewRestricted(row.id);
        rights.forget();
    }

    private CustomerEntity locked(CustomerId id) {
        return store.lock(id.value()).orElseThrow(Customers::notFound);
    }
}
