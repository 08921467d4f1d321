package org.kithwork.company;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.osgi.annotation.versioning.ProviderType;

/** The stores by id and by name. Names of stores are no secret to those who are signed in: asks no right. */
@ProviderType
public interface Stores {

    /** Whether there is such a store. */
    boolean exists(StoreId id);

    /** The store of this name or code, as an import or a till writes it; case and width do not matter. */
    Optional<StoreId> byName(String name);

    /**
     * The store that a draft names: one that is there and, where the right is one to certain stores, among these.
     *
     * @return {@code null} where none is named or it is at fault
     */
    default @Nullable StoreId read(Faults faults, String pointer, @Nullable String raw, Visibility right) {
        var id = faults.id(pointer, raw);
        if (id == null) {
            return null;
        }
        var store = new StoreId(id);
        if (!exists(store)) {
            faults.add(pointer, "id-invalid");
            return null;
        }
        if (!right.all() && !right.stores().isEmpty() && !right.stores().contains(id)) {
            faults.add(pointer, "store-not-yours");
            return null;
        }
        return store;
    }

    /** The names to show beside records of these stores, without those that are not there. */
    Map<StoreId, String> names(Set<StoreId> ids);

    /** The names of all stores that are open. */
    default Map<StoreId, String> names() {
        return Map.of();
    }

    /** The store's own zone; empty where it is the company's. */
    default Optional<ZoneId> zone(StoreId id) {
        return Optional.empty();
    }

    /**
     * The users who lead the store: active ones with the role of store managers who are assigned to it, else those of the
     * next store above it that has any; the longest there first. For work that belongs to nobody else.
     */
    default List<ActorName> managers(StoreId id) {
        return List.of();
    }
}
