package org.kithwork.core.internal.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kithwork.core.internal.access.UserAdmin.User;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.core.internal.access.store.SecondFactorStore;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.page.Page;

/** Users as administrators see them, with the names of their roles. */
final class UserViews {

    private final UserStore users;
    private final RoleStore roles;
    private final SecondFactorStore factors;

    UserViews(UserStore users, RoleStore roles, SecondFactorStore factors) {
        this.users = users;
        this.roles = roles;
        this.factors = factors;
    }

    Page<User> of(Page<UserEntity> page, Locale locale) {
        var found = page.items().stream().map(user -> user.id).toList();
        var roleIds = users.roles(found);
        var storeIds = users.stores(found);
        var names = roleNames(locale);
        var enrolled = factors.enrolled(found);
        return page.map(user -> view(
                user,
                roleIds.getOrDefault(user.id, List.of()),
                names,
                storeIds.getOrDefault(user.id, List.of()),
                enrolled.contains(user.id)));
    }

    User of(UserEntity user, Locale locale) {
        return view(
                user,
                users.roles(List.of(user.id)).getOrDefault(user.id, List.of()),
                roleNames(locale),
                users.stores(List.of(user.id)).getOrDefault(user.id, List.of()),
                !factors.enrolled(List.of(user.id)).isEmpty());
    }

    private Map<String, String> roleNames(Locale locale) {
        return roles.list().stream().collect(Collectors.toMap(role -> role.id, role -> RoleAdmin.name(role, locale)));
    }

    private static User view(
            UserEntity user,
            List<String> roleIds,
            Map<String, String> roleNames,
            List<String> storeIds,
            boolean secondFactor) {
        return new User(
                user.id,
                user.version,
                user.username,
                user.displayName,
                user.language,
                user.state.equals(UserAdmin.ACTIVE),
                user.password != null,
                roleIds,
                roleIds.stream().map(id -> roleNames.getOrDefault(id, id)).toList(),
                storeIds,
                user.teamId,
                user.createdAt,
                user.seenAt,
                secondFactor);
    }
}
