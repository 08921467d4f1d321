package org.kithwork.core.internal.customer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kithwork.company.Stores;
import org.kithwork.core.internal.customer.CustomerReferences.Placing;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.permission.StoreId;

/** The stores and users that the rows of a batch name; each is looked up once. */
final class CustomerImportPlaces {

    private final Placing placing;
    private final Stores stores;
    private final NameStore names;
    private final Map<String, Optional<String>> knownStores = new HashMap<>();
    private final Map<String, Optional<String>> knownUsers = new HashMap<>();

    CustomerImportPlaces(Placing placing, Stores stores, NameStore names) {
        this.placing = placing;
        this.stores = stores;
        this.names = names;
    }

    Optional<String> store(String cell) {
        return knownStores
                .computeIfAbsent(
                        cell,
                        name -> CustomerRowReader.isId(name) && stores.exists(new StoreId(name))
                                ? Optional.of(name)
                                : stores.byName(name).map(StoreId::value))
                .filter(placing::mayUse);
    }

    Optional<String> user(String cell) {
        return knownUsers.computeIfAbsent(
                cell,
                name -> CustomerRowReader.isId(name)
                                && names.users(List.of(name)).containsKey(name)
                        ? Optional.of(name)
                        : names.userNamed(name));
    }
}
