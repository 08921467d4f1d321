package org.kithwork.core.internal.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.CustomerOwners;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The owner and the store of a customer. Whoever creates one without saying so makes it his: he is the owner where his
 * right is on what he owns, and his store is its store where he has just one; else he could not see what he created.
 */
@Component(service = CustomerReferences.class)
public final class CustomerReferences {

    private final AccessControl access;
    private final NameStore names;
    private final CustomerOwners owners;

    @Activate
    public CustomerReferences(
            @Reference AccessControl access, @Reference NameStore names, @Reference CustomerOwners owners) {
        this.access = access;
        this.names = names;
        this.owners = owners;
    }

    /** The draft with owner and store checked, and filled in where they are not named. */
    CheckedCustomer placed(CheckedCustomer draft) {
        var placed = placing().of(draft);
        var faults = new Faults();
        if (draft.ownerId() != null) {
            checkOwner(faults, "/ownerId", null, placed.ownerId(), placed.storeId());
        }
        checkStore(faults, draft.storeId());
        faults.check();
        return placed;
    }

    /** Where the actor's new customers go; for many of them at once. */
    Placing placing() {
        var visibility = access.visibility(CustomerPermissions.CREATE);
        var actor = access.actor();
        var mine = actor.kind() == Actor.Kind.USER && visibility.owners().contains(actor.id());
        return new Placing(
                visibility,
                mine ? actor.id() : null,
                visibility.stores().size() == 1 ? visibility.stores().iterator().next() : null);
    }

    /**
     * Where new customers go.
     *
     * @param owner whose they are where nobody is named
     * @param store whose they are where none is named
     */
    record Placing(
            Visibility visibility,
            @Nullable String owner,
            @Nullable String store) {

        CheckedCustomer of(CheckedCustomer draft) {
            return draft.at(
                    draft.ownerId() == null ? owner : draft.ownerId(),
                    draft.storeId() == null ? store : draft.storeId());
        }

        /** The same with another store for those that name none. */
        Placing into(@Nullable String other) {
            return new Placing(visibility, owner, other);
        }

        /** Whether a customer may be put into this store. */
        boolean mayUse(String storeId) {
            return visibility.all()
                    || visibility.stores().isEmpty()
                    || visibility.stores().contains(storeId);
        }
    }

    /** The owner has to be one whom the actor may name, and who would see the customer in this store. */
    void checkOwner(
            Faults faults, String pointer, @Nullable String before, @Nullable String owner, @Nullable String store) {
        owners.check(faults, pointer, before, owner, store);
    }

    /** A store has to be there and, for those whose right ends at their stores, to be one of them. */
    void checkStore(Faults faults, @Nullable String store) {
        if (store == null) {
            return;
        }
        var visibility = access.permits(CustomerPermissions.CREATE)
                ? access.visibility(CustomerPermissions.CREATE)
                : access.visibility(CustomerPermissions.EDIT);
        var mine = visibility.all()
                || visibility.stores().isEmpty()
                || visibility.stores().contains(store);
        if (!mine || names.stores(List.of(store)).isEmpty()) {
            faults.add("/storeId", Message.of(CustomerReferences.class, "store-unknown"));
        }
    }
}
