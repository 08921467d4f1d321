package org.kithwork.core.internal.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.SignIn.Proof;
import org.kithwork.core.internal.access.signin.PasswordLinks;
import org.kithwork.core.internal.access.signin.Usernames;
import org.kithwork.core.internal.access.store.PlaceStore;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.core.internal.access.store.SecondFactorStore;
import org.kithwork.core.internal.access.store.SessionStore;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.event.Journal;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Users: who may sign in, with which roles, in which stores. There is always one who can change users. */
@Component(service = UserAdmin.class)
public final class UserAdmin {

    private static final int LONGEST_NAME = 200;
    private static final String ACTIVE = "ACTIVE";
    private static final String BLOCKED = "BLOCKED";

    private final UserStore users;
    private final RoleStore roles;
    private final PlaceStore places;
    private final SessionStore sessions;
    private final SecondFactorStore factors;
    private final CurrentActor current;
    private final PasswordLinks links;
    private final AccessControl access;
    private final RightsCache rights;
    private final Audit audit;
    private final Journal journal;
    private final Paging paging;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public UserAdmin(
            @Reference UserStore users,
            @Reference RoleStore roles,
            @Reference PlaceStore places,
            @Reference SessionStore sessions,
            @Reference SecondFactorStore factors,
            @Reference CurrentActor current,
            @Reference PasswordLinks links,
            @Reference AccessControl access,
            @Reference RightsCache rights,
            @Reference Audit audit,
            @Reference Journal journal,
            @Reference Paging paging,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.users = users;
        this.roles = roles;
        this.places = places;
        this.sessions = sessions;
        this.factors = factors;
        this.current = current;
        this.links = links;
        this.access = access;
        this.rights = rights;
        this.audit = audit;
        this.journal = journal;
        this.paging = paging;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A user as administrators see him. */
    public record User(
            String id,
            long version,
            String username,
            String displayName,
            @Nullable String language,
            boolean active,
            boolean hasPassword,
            List<String> roles,
            List<String> roleNames,
            List<String> stores,
            @Nullable String teamId,
            Instant createdAt,
            @Nullable Instant lastSeenAt,
            boolean secondFactor) {}

    /** The form of a new user; raw. */
    public record Draft(
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String language,
            @Nullable List<String> roles,
            @Nullable List<String> stores,
            @Nullable String teamId) {}

    /** What a change of a user may name; raw. */
    public record Change(
            @Nullable String displayName,
            @Nullable String language,
            @Nullable List<String> roles,
            @Nullable List<String> stores,
            @Nullable String teamId,
            @Nullable Boolean active) {}

    /** A new user and the link with which he chooses his password. */
    public record Created(User user, String passwordLink) {}

    /** The users in scope, the oldest first. */
    public Page<User> list(PageRequest request, Locale locale) {
        var visibility = access.visibility(CorePermissions.USER_VIEW);
        return transactions.call(() -> {
            var page = paging.page(users.list(visibility, request), request, user -> user.id);
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
        });
    }

    /** The users of a team that are in scope. */
    public List<User> ofTeam(TeamId team, Locale locale) {
        var visibility = access.visibility(CorePermissions.USER_VIEW);
        return transactions.call(() -> users.ofTeam(team.value(), visibility).stream()
                .map(user -> view(user, locale))
                .toList());
    }

    public User get(UserId id, Locale locale) {
        requireVisible(id, CorePermissions.USER_VIEW);
        return transactions.call(
                () -> users.find(id.value()).map(user -> view(user, locale)).orElseThrow(UserAdmin::notFound));
    }

    /** The user of this name, for the shell. */
    public UserId byUsername(String username) {
        access.require(CorePermissions.USER_VIEW);
        var id = new UserId(transactions
                .call(() -> users.byUsername(Usernames.fold(username)))
                .map(user -> user.id)
                .orElseThrow(UserAdmin::notFound));
        requireVisible(id, CorePermissions.USER_VIEW);
        return id;
    }

    /** Makes a user, who has no password until he uses the link. */
    public Created create(Draft draft, Locale locale) {
        access.require(CorePermissions.USER_CREATE);
        var faults = new Faults();
        var user = new UserEntity();
        user.username = Usernames.checked(faults, "/username", draft.username());
        var name = faults.optionalText("/displayName", draft.displayName(), LONGEST_NAME);
        user.displayName = name == null ? user.username : name;
        user.language = Languages.checked(faults, "/language", draft.language());
        user.teamId = draft.teamId();
        user.state = ACTIVE;
        var roleIds = draft.roles() == null ? List.<String>of() : draft.roles();
        var storeIds = draft.stores() == null ? List.<String>of() : draft.stores();
        return transactions.call(() -> {
            var found = new Faults();
            faults.found().forEach(fault -> found.add(fault.pointer(), fault.message()));
            checkPlaces(found, roleIds, storeIds, user.teamId);
            if (users.byUsername(user.username).isPresent()) {
                throw Problem.conflict(Message.of(UserAdmin.class, "username-taken"));
            }
            found.check();
            user.id = ids.next();
            user.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            users.insert(user);
            users.replaceRoles(user.id, new HashSet<>(roleIds));
            users.replaceStores(user.id, new HashSet<>(storeIds));
            note("user.created", user, Map.of("username", user.username, "roles", roleIds, "stores", storeIds));
            return new Created(view(user, locale), links.create(user.id));
        });
    }

    /** Changes the named members: displayName, language, roles, stores, teamId, active. */
    public User change(UserId id, long version, Patch patch, Locale locale) {
        patch.allow(Change.class);
        return alter(id, "user.changed", locale, user -> {
            if (user.version != version) {
                throw Problem.stale();
            }
            return apply(user, patch);
        });
    }

    /** Lets a user sign in, or no longer; his sessions end at once. */
    public User setActive(UserId id, boolean active, Locale locale) {
        return alter(id, active ? "user.unblocked" : "user.blocked", locale, user -> {
            activate(user, active);
            return Map.of();
        });
    }

    /** Gives a user these roles in the place of those he has. */
    public User setRoles(UserId id, List<String> roleIds, Locale locale) {
        return alter(id, "user.changed", locale, user -> {
            var faults = new Faults();
            checkPlaces(faults, roleIds, List.of(), user.teamId);
            faults.check();
            giveRoles(user, roleIds);
            return Map.of("roles", roleIds);
        });
    }

    /** Moves a user to these stores and, where one is named, to a team; what he did stays where he did it. */
    public User move(UserId id, List<String> storeIds, @Nullable String team, Locale locale) {
        return alter(id, "user.moved", locale, user -> {
            var faults = new Faults();
            checkPlaces(faults, List.of(), storeIds, team);
            faults.check();
            users.replaceStores(user.id, new HashSet<>(storeIds));
            user.teamId = team == null ? user.teamId : team;
            return Map.of("stores", storeIds, "teamId", user.teamId == null ? "" : user.teamId);
        });
    }

    /** A change that leaves somebody who can change users; the body tells what the audit keeps. */
    private User alter(UserId id, String action, Locale locale, Function<UserEntity, Map<String, Object>> body) {
        requireVisible(id, CorePermissions.USER_EDIT);
        return transactions.call(() -> {
            var user = users.findForChange(id.value()).orElseThrow(UserAdmin::notFound);
            var before = user.state;
            var detail = body.apply(user);
            users.flush();
            if (!users.anybodyHolds(CorePermissions.USER_EDIT.toString())) {
                throw Problem.conflict(Message.of(UserAdmin.class, "last-administrator"));
            }
            note(action, user, detail);
            tell(user, before, detail);
            rights.forget();
            return view(user, locale);
        });
    }

    /** A link, good once, with which the user chooses a new password. */
    public String passwordLink(UserId id) {
        requireVisible(id, CorePermissions.USER_EDIT);
        return transactions.call(() -> {
            var user = users.find(id.value()).orElseThrow(UserAdmin::notFound);
            note("user.link-made", user, Map.of());
            return links.create(user.id);
        });
    }

    private Map<String, Object> apply(UserEntity user, Patch patch) {
        var faults = new Faults();
        var detail = new LinkedHashMap<String, Object>();
        if (patch.has("displayName")) {
            user.displayName = faults.requiredText("/displayName", patch.text("displayName"), LONGEST_NAME);
            detail.put("displayName", "changed");
        }
        if (patch.has("language")) {
            user.language = Languages.checked(faults, "/language", patch.text("language"));
        }
        var team = patch.has("teamId") ? patch.text("teamId") : user.teamId;
        var roleIds = texts(patch, "roles");
        var storeIds = texts(patch, "stores");
        checkPlaces(faults, roleIds.orElse(List.of()), storeIds.orElse(List.of()), team);
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
    private void giveRoles(UserEntity user, List<String> roleIds) {
        var before = users.roles(List.of(user.id)).getOrDefault(user.id, List.of());
        if (new HashSet<>(before).equals(new HashSet<>(roleIds))) {
            return;
        }
        users.replaceRoles(user.id, new HashSet<>(roleIds));
        sessions.deleteOthers(user.id, current.proof().map(Proof::sessionId).orElse(""));
    }

    private void activate(UserEntity user, boolean active) {
        user.state = active ? ACTIVE : BLOCKED;
        if (!active) {
            sessions.deleteOthers(user.id, "");
        }
    }

    private static Optional<List<String>> texts(Patch patch, String member) {
        if (!patch.has(member)) {
            return Optional.empty();
        }
        var values = patch.value(member, String[].class);
        return Optional.of(values == null ? List.of() : new ArrayList<>(Arrays.asList(values)));
    }

    private void checkPlaces(Faults faults, List<String> roleIds, List<String> storeIds, @Nullable String team) {
        check(faults, "/roles", roleIds, new HashSet<>(roles.idsByWord().values()), "role-unknown");
        var known = new HashSet<String>();
        places.stores().forEach(store -> known.add(store.id));
        check(faults, "/stores", storeIds, known, "store-unknown");
        if (team != null && places.team(team).isEmpty()) {
            faults.add("/teamId", Message.of(UserAdmin.class, "team-unknown"));
        }
    }

    private static void check(Faults faults, String pointer, List<String> ids, Set<String> known, String code) {
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i))) {
                faults.add(pointer + "/" + i, Message.of(UserAdmin.class, code));
            }
        }
    }

    void requireVisible(UserId id, Permission permission) {
        var visibility = access.visibility(permission);
        if (!transactions.call(() -> users.isVisible(id.value(), visibility))) {
            throw notFound();
        }
    }

    private User view(UserEntity user, Locale locale) {
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
                user.state.equals(ACTIVE),
                user.password != null,
                roleIds,
                roleIds.stream().map(id -> roleNames.getOrDefault(id, id)).toList(),
                storeIds,
                user.teamId,
                user.createdAt,
                user.seenAt,
                secondFactor);
    }

    /** Modules hear that a user left or works elsewhere. */
    private void tell(UserEntity user, String stateBefore, Map<String, Object> detail) {
        if (user.state.equals(BLOCKED) && !stateBefore.equals(BLOCKED)) {
            journal.record(UserEvents.DEACTIVATED, null, user.id, clock.instant(), Map.of());
        }
        if (detail.containsKey("stores") || detail.containsKey("teamId")) {
            journal.record(
                    UserEvents.MOVED,
                    null,
                    user.id,
                    clock.instant(),
                    Map.of("teamId", user.teamId == null ? "" : user.teamId));
        }
    }

    private void note(String action, UserEntity user, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, "core:user", user.id, null, detail, null));
    }

    private static Problem notFound() {
        return Problem.notFound("user");
    }
}
