package org.kithwork.core.internal.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
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

    @Activate
    public CustomerReferences(@Reference AccessControl access, @Reference NameStore names) {
        this.access = access;
        this.names = names;
    }

    /** The draft with owner and store checked, and filled in where they are not named. */
    CheckedCustomer placed(CheckedCustomer draft) {
        var faults = new Faults();
        checkOwner(faults, draft.ownerId());
        checkStore(faults, draft.storeId());
        faults.check();
        var visibility = access.visibility(CustomerPermissions.CREATE);
        var owner = draft.ownerId();
        var store = draft.storeId();
        if (store == null && visibility.stores().size() == 1) {
            store = visibility.stores().iterator().next();
        }
        var actor = access.actor();
        if (owner == null
                && actor.kind() == Actor.Kind.USER
                && visibility.owners().contains(actor.id())) {
            owner = actor.id();
        }
        return draft.at(owner, store);
    }

    void checkOwner(Faults faults, @Nullable String owner) {
        if (owner != null && names.users(List.of(owner)).isEmpty()) {
            faults.add("/ownerId", Message.of(CustomerReferences.class, "owner-unknown"));
        }
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
