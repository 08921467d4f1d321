package org.kithwork.core.internal.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.signin.PasswordLinks;
import org.kithwork.core.internal.access.signin.Usernames;
import org.kithwork.core.internal.access.store.LinkStore;
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

    static final int LONGEST_NAME = 200;
    static final String ACTIVE = "ACTIVE";
    static final String BLOCKED = "BLOCKED";

    private final UserStore users;
    private final UserViews views;
    private final UserMembers members;
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
            @Reference LinkStore personalLinks,
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
        this.views = new UserViews(users, roles, factors);
        this.members = new UserMembers(users, roles, places, sessions, personalLinks, current);
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
            return views.of(page, locale);
        });
    }

    /** The users of a team that are in scope. */
    public List<User> ofTeam(TeamId team, Locale locale) {
        var visibility = access.visibility(CorePermissions.USER_VIEW);
        return transactions.call(() -> users.ofTeam(team.value(), visibility).stream()
                .map(user -> views.of(user, locale))
                .toList());
    }

    public User get(UserId id, Locale locale) {
        requireVisible(id, CorePermissions.USER_VIEW);
        return transactions.call(
                () -> users.find(id.value()).map(user -> views.of(user, locale)).orElseThrow(UserAdmin::notFound));
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
            members.check(found, roleIds, storeIds, user.teamId);
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
            return new Created(views.of(user, locale), links.create(user.id));
        });
    }

    /** Changes the named members: displayName, language, roles, stores, teamId, active. */
    public User change(UserId id, long version, Patch patch, Locale locale) {
        patch.allow(Change.class);
        return alter(id, "user.changed", locale, user -> {
            if (user.version != version) {
                throw Problem.stale();
            }
            return members.apply(user, patch);
        });
    }

    /** Lets a user sign in, or no longer; his sessions end at once. */
    public User setActive(UserId id, boolean active, Locale locale) {
        return alter(id, active ? "user.unblocked" : "user.blocked", locale, user -> {
            members.activate(user, active);
            return Map.of();
        });
    }

    /** Gives a user these roles in the place of those he has. */
    public User setRoles(UserId id, List<String> roleIds, Locale locale) {
        return alter(id, "user.changed", locale, user -> {
            var faults = new Faults();
            members.check(faults, roleIds, List.of(), user.teamId);
            faults.check();
            members.giveRoles(user, roleIds);
            return Map.of("roles", roleIds);
        });
    }

    /** Moves a user to these stores and, where one is named, to a team; what he did stays where he did it. */
    public User move(UserId id, List<String> storeIds, @Nullable String team, Locale locale) {
        return alter(id, "user.moved", locale, user -> {
            var faults = new Faults();
            members.check(faults, List.of(), storeIds, team);
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
            return views.of(user, locale);
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

    void requireVisible(UserId id, Permission permission) {
        var visibility = access.visibility(permission);
        if (!transactions.call(() -> users.isVisible(id.value(), visibility))) {
            throw notFound();
        }
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
