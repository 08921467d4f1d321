package org.kithwork.core.internal.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.SignIn.Proof;
import org.kithwork.core.internal.access.store.LinkStore;
import org.kithwork.core.internal.access.store.PlaceStore;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.core.internal.access.store.SessionStore;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.rest.Patch;

/** The members of a user that administrators change, with what follows for his sessions and links. */
final class UserMembers {

    private final UserStore users;
    private final RoleStore roles;
    private final PlaceStore places;
    private final SessionStore sessions;
    private final LinkStore links;
    private final CurrentActor current;

    UserMembers(
            UserStore users,
            RoleStore roles,
            PlaceStore places,
            SessionStore sessions,
            LinkStore links,
            CurrentActor current) {
        this.users = users;
        this.roles = roles;
        this.places = places;
        this.sessions = sessions;
        this.links = links;
        this.current = current;
    }

    /** Applies the members that a patch names; what the audit keeps of it. */
    Map<String, Object> apply(UserEntity user, Patch patch) {
        var faults = new Faults();
        var detail = new LinkedHashMap<String, Object>();
        if (patch.has("displayName")) {
            user.displayName = faults.requiredText("/displayName", patch.text("displayName"), UserAdmin.LONGEST_NAME);
            detail.put("displayName", "changed");
        }
        if (patch.has("language")) {
            user.language = Languages.checked(faults, "/language", patch.text("language"));
        }
        var team = patch.has("teamId") ? patch.text("teamId") : user.teamId;
        var roleIds = texts(patch, "roles");
        var storeIds = texts(patch, "stores");
        check(faults, roleIds.orElse(List.of()), storeIds.orElse(List.of()), team);
        faults.check();
        // Only now: a query writes what was changed before it, and no column holds whatever somebody sends.
        if (patch.has("teamId")) {
            user.teamId = team;
            detail.put("teamId", team == null ? "" : team);
        }
        roleIds.ifPresent(found -> {
            giveRoles(user, found);
            detail.put("roles", found);
        });
        storeIds.ifPresent(found -> {
            users.replaceStores(user.id, new HashSet<>(found));
            detail.put("stores", found);
        });
        var active = patch.value("active", Boolean.class);
        if (active != null) {
            activate(user, active);
            detail.put("active", active);
        }
        return detail;
    }

    /** Other roles end his sessions, but for that of somebody who changes his own. */
    void giveRoles(UserEntity user, List<String> roleIds) {
        var before = users.roles(List.of(user.id)).getOrDefault(user.id, List.of());
        if (new HashSet<>(before).equals(new HashSet<>(roleIds))) {
            return;
        }
        users.replaceRoles(user.id, new HashSet<>(roleIds));
        sessions.deleteOthers(user.id, current.proof().map(Proof::sessionId).orElse(""));
    }

    /** Lets him sign in, or ends his sessions and his personal links. */
    void activate(UserEntity user, boolean active) {
        user.state = active ? UserAdmin.ACTIVE : UserAdmin.BLOCKED;
        if (!active) {
            sessions.deleteOthers(user.id, "");
            links.deleteOf(user.id);
        }
    }

    private static Optional<List<String>> texts(Patch patch, String member) {
        if (!patch.has(member)) {
            return Optional.empty();
        }
        var values = patch.value(member, String[].class);
        return Optional.of(values == null ? List.of() : new ArrayList<>(Arrays.asList(values)));
    }

    /** Notes each role, store and team that is not there. */
    void check(Faults faults, List<String> roleIds, List<String> storeIds, @Nullable String team) {
        known(faults, "/roles", roleIds, new HashSet<>(roles.idsByWord().values()), "role-unknown");
        var known = new HashSet<String>();
        places.stores().forEach(store -> known.add(store.id));
        known(faults, "/stores", storeIds, known, "store-unknown");
        if (team != null && places.team(team).isEmpty()) {
            faults.add("/teamId", Message.of(UserAdmin.class, "team-unknown"));
        }
    }

    private static void known(Faults faults, String pointer, List<String> ids, Set<String> known, String code) {
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i))) {
                faults.add(pointer + "/" + i, Message.of(UserAdmin.class, code));
            }
        }
    }
}
