package org.kithwork.core.internal.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.company.Users;
import org.kithwork.core.internal.access.signin.Usernames;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.customer.ActorName;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.UserId;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells modules of users as far as they need to know them. */
@Component(service = Users.class)
public final class UserNames implements Users {

    private final UserStore users;
    private final RightsCache rights;
    private final Transactions transactions;

    @Activate
    public UserNames(@Reference UserStore users, @Reference RightsCache rights, @Reference Transactions transactions) {
        this.users = users;
        this.rights = rights;
        this.transactions = transactions;
    }

    @Override
    public Optional<ActorName> active(UserId id) {
        return transactions.call(() -> known(id)).map(user -> new ActorName(user.id, user.displayName));
    }

    @Override
    public Optional<ActorName> byName(String name) {
        Optional<UserEntity> found = transactions.call(() -> users.byUsername(Usernames.fold(name))
                .filter(user -> user.state.equals(UserAdmin.ACTIVE))
                .or(() -> only(users.byDisplayName(name.strip(), UserAdmin.ACTIVE))));
        return found.map(user -> new ActorName(user.id, user.displayName));
    }

    private static Optional<UserEntity> only(List<UserEntity> some) {
        return some.size() == 1 ? Optional.of(some.get(0)) : Optional.empty();
    }

    @Override
    public boolean seesOwn(UserId id, Permission right) {
        return transactions
                .call(() -> known(id))
                .filter(user -> sees(user, right))
                .isPresent();
    }

    private Optional<UserEntity> known(UserId id) {
        return users.find(id.value()).filter(user -> user.state.equals(UserAdmin.ACTIVE));
    }

    private boolean sees(UserEntity user, Permission right) {
        var held = rights.of(new Actor(Actor.Kind.USER, user.id, user.displayName));
        return held.holds(right) && held.visibility(right).covers("", user.id, null, false);
    }

    @Override
    public Map<UserId, String> names(Set<UserId> ids) {
        var wanted = ids.stream().map(UserId::value).toList();
        return transactions.call(() -> users.names(wanted)).entrySet().stream()
                .collect(Collectors.toMap(name -> new UserId(name.getKey()), Map.Entry::getValue));
    }
}
