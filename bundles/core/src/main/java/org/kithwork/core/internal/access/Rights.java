package org.kithwork.core.internal.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.permission.Visibility;

/**
 * All that an actor may do, and on which records.
 *
 * @param userId the user, of a token its owner; {@code null} for modules and the public
 * @param policies by role, object and field
 * @param teamUsers the users of his team and those below, himself among them
 * @param stores his stores and all below
 * @param unlocked limited customers that are open to him
 * @param enrolmentDue he may do nothing until he has a second factor
 */
record Rights(
        @Nullable String userId,
        List<Grant> grants,
        Map<String, Map<String, Map<String, FieldAccess>>> policies,
        Set<String> teamUsers,
        Set<String> stores,
        Set<String> unlocked,
        boolean enrolmentDue) {

    static final Rights NONE = new Rights(null, List.of(), Map.of(), Set.of(), Set.of(), Set.of(), false);

    /** A right that a role gives. */
    record Grant(String roleId, Permission permission, Scope scope) {}

    Set<Permission> permissions() {
        return grants.stream().map(Grant::permission).collect(Collectors.toUnmodifiableSet());
    }

    boolean holds(Permission permission) {
        return grants.stream().anyMatch(grant -> grant.permission().equals(permission));
    }

    /** The union of the scopes of all grants of the permission. */
    Visibility visibility(Permission permission) {
        var scopes = EnumSet.noneOf(Scope.class);
        for (var grant : grants) {
            if (grant.permission().equals(permission)) {
                scopes.add(grant.scope());
            }
        }
        return visibility(scopes);
    }

    Visibility visibility(Set<Scope> scopes) {
        var owners = new HashSet<String>();
        var all = scopes.contains(Scope.ALL);
        if (userId != null && !all && (scopes.contains(Scope.OWN) || scopes.contains(Scope.TEAM))) {
            owners.add(userId);
        }
        if (!all && scopes.contains(Scope.TEAM)) {
            owners.addAll(teamUsers);
        }
        return new Visibility(all, owners, !all && scopes.contains(Scope.STORE) ? stores : Set.of(), unlocked);
    }

    /** The same actor with only these permissions. */
    Rights only(Set<String> permissions) {
        var kept = new ArrayList<Grant>();
        for (var grant : grants) {
            if (permissions.contains(grant.permission().toString())) {
                kept.add(grant);
            }
        }
        return new Rights(userId, List.copyOf(kept), policies, teamUsers, stores, unlocked, enrolmentDue);
    }
}
