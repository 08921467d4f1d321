package org.kithwork.funnel.internal.lead;

import org.jspecify.annotations.Nullable;
import org.kithwork.company.Users;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes customers of those whom a lead tells of, so that nobody is kept twice: as a lead and as a customer. He belongs to whoever looks
 * after the lead, where the caller may give any customer to anybody.
 */
@Component(service = Newcomers.class)
public final class Newcomers {

    private static final Permission GIVE = Permission.of("core:assignment:create");
    private static final Permission SEE = Permission.of("core:customer:view");

    private final AccessControl access;
    private final CustomerAdmin admin;
    private final Users users;

    @Activate
    public Newcomers(@Reference AccessControl access, @Reference CustomerAdmin admin, @Reference Users users) {
        this.access = access;
        this.admin = admin;
        this.users = users;
    }

    /** Makes the customer with the rights of the actor; refuses with {@code possible-duplicate} somebody who is there. */
    CustomerId create(
            CustomerDraft draft, @Nullable String source, @Nullable ActorName owner, @Nullable StoreId store) {
        try {
            return admin.create(placed(draft, source, owner, store)).id();
        } catch (Problem problem) {
            throw problem.with(problem.faults().stream()
                    .map(fault -> new Fault("/customer" + fault.pointer(), fault.message()))
                    .toList());
        }
    }

    private CustomerDraft placed(
            CustomerDraft draft, @Nullable String source, @Nullable ActorName owner, @Nullable StoreId store) {
        return new CustomerDraft(
                draft.kind(),
                draft.fullName(),
                draft.familyName(),
                draft.givenName(),
                draft.nameOrder(),
                draft.sex(),
                draft.birth(),
                draft.occupation(),
                draft.company(),
                draft.district(),
                draft.note(),
                draft.contactPoints(),
                draft.identifiers(),
                draft.tags(),
                draft.ownerId() == null && owner != null && receives(owner) ? owner.id() : draft.ownerId(),
                draft.storeId() == null && store != null ? store.value() : draft.storeId(),
                draft.source() == null ? source : draft.source(),
                draft.unnamed(),
                draft.duplicateReason(),
                draft.fields());
    }

    private boolean receives(ActorName owner) {
        return access.permits(GIVE) && access.visibility(GIVE).all() && users.seesOwn(new UserId(owner.id()), SEE);
    }
}
