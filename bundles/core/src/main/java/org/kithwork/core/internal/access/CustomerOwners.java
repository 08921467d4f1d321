package org.kithwork.core.internal.access;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who may become the owner of a customer. Whoever may change a customer may leave its owner as it is or take it himself;
 * to give it to somebody else, or to nobody, takes the right to hand over. Who receives it must be at work, within that
 * right, and able to see what he owns.
 */
@Component(service = CustomerOwners.class)
public final class CustomerOwners {

    private final AccessControl access;
    private final CurrentUser user;
    private final UserStore users;
    private final RightsCache rights;

    @Activate
    public CustomerOwners(
            @Reference AccessControl access,
            @Reference CurrentUser user,
            @Reference UserStore users,
            @Reference RightsCache rights) {
        this.access = access;
        this.user = user;
        this.users = users;
        this.rights = rights;
    }

    /**
     * Refuses a change of the owner that the actor may not make, and notes one that cannot be.
     *
     * @param store where the customer is after the change
     */
    public void check(
            Faults faults, String pointer, @Nullable String before, @Nullable String owner, @Nullable String store) {
        if (Objects.equals(before, owner) || isMyself(owner)) {
            return;
        }
        requireHandOver(pointer);
        if (owner == null) {
            return;
        }
        if (!mayReceive(owner)) {
            faults.add(pointer, message("owner-unknown"));
        } else if (!sees(owner, store)) {
            faults.add(pointer, message("owner-blind"));
        }
    }

    /** Whether the user is at work and within the actor's right to hand over. */
    public boolean mayReceive(String owner) {
        var visibility = access.visibility(CorePermissions.ASSIGN);
        return users.find(owner).filter(found -> found.state.equals("ACTIVE")).isPresent()
                && (visibility.all() || users.isVisible(owner, visibility));
    }

    /** Whether the user would see a customer of this store that is his. */
    public boolean sees(String owner, @Nullable String store) {
        var held = rights.of(new Actor(Actor.Kind.USER, owner, owner));
        return held.visibility(CorePermissions.CUSTOMER_VIEW).covers("", owner, store, false);
    }

    private boolean isMyself(@Nullable String owner) {
        return owner != null
                && user.id().map(UserId::value).filter(owner::equals).isPresent();
    }

    private void requireHandOver(String pointer) {
        try {
            access.require(CorePermissions.ASSIGN);
        } catch (Problem refusal) {
            throw refusal.with(List.of(new Fault(pointer, message("owner-not-yours-to-choose"))));
        }
    }

    private static Message message(String code) {
        return Message.of(CustomerOwners.class, code);
    }
}
