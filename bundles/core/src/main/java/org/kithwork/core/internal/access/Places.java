package org.kithwork.core.internal.access;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.store.PlaceStore;
import org.kithwork.core.internal.access.store.StoreEntity;
import org.kithwork.core.internal.access.store.TeamEntity;
import org.kithwork.core.internal.access.store.TreeNode;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The trees of stores and teams, on which the scopes STORE and TEAM rest. */
@Component(service = Places.class)
public final class Places {

    private static final int LONGEST_NAME = 200;
    private static final String ACTIVE = "ACTIVE";

    private final PlaceStore places;
    private final UserStore users;
    private final AccessControl access;
    private final RightsCache rights;
    private final Audit audit;
    private final Paging paging;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Places(
            @Reference PlaceStore places,
            @Reference UserStore users,
            @Reference AccessControl access,
            @Reference RightsCache rights,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.places = places;
        this.users = users;
        this.access = access;
        this.rights = rights;
        this.audit = audit;
        this.paging = paging;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A store. */
    public record Store(
            String id,
            long version,
            String name,
            @Nullable String parentId,
            @Nullable String zone,
            boolean active) {}

    /** A team. */
    public record Team(
            String id,
            long version,
            String name,
            @Nullable String parentId,
            @Nullable String leadId,
            @Nullable String leadName,
            long members) {}

    /** The form of a new store; raw. */
    public record StoreDraft(
            @Nullable String name,
            @Nullable String parentId,
            @Nullable String zone) {}

    /** What a change of a store may name; raw. */
    public record StoreChange(
            @Nullable String name,
            @Nullable String parentId,
            @Nullable String zone,
            @Nullable Boolean active) {}

    /** The form of a new team, or what a change of one may name; raw. */
    public record TeamDraft(
            @Nullable String name,
            @Nullable String parentId,
            @Nullable String leadId) {}

    public Page<Store> stores(PageRequest request) {
        access.require(CorePermissions.STORE_VIEW);
        return Listing.page(paging, request, transactions.call(places::stores), store -> store.id)
                .map(Places::view);
    }

    public Store store(StoreId id) {
        access.require(CorePermissions.STORE_VIEW);
        return view(transactions.call(() -> places.store(id.value())).orElseThrow(Places::noStore));
    }

    public Store createStore(StoreDraft draft) {
        access.require(CorePermissions.STORE_CREATE);
        return transactions.call(() -> {
            var faults = new Faults();
            var store = new StoreEntity();
            store.id = ids.next();
            store.rename(faults.requiredText("/name", draft.name(), LONGEST_NAME));
            store.zone = zone(faults, draft.zone());
            store.parentId = parent(faults, store.id, draft.parentId(), places.stores(), "store-unknown");
            store.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            faults.check();
            places.insert(store);
            places.flush();
            changed("store.created", "core:store", store.id, Set.of());
            return view(store);
        });
    }

    /** Changes the named members: name, parentId, zone, active. */
    public Store changeStore(StoreId id, long version, Patch patch) {
        patch.allow(StoreChange.class);
        access.require(CorePermissions.STORE_EDIT);
        return transactions.call(() -> {
            var faults = new Faults();
            var store = places.store(id.value()).orElseThrow(Places::noStore);
            requireVersion(store.version, version);
            if (patch.has("name")) {
                store.rename(faults.requiredText("/name", patch.text("name"), LONGEST_NAME));
            }
            if (patch.has("zone")) {
                store.zone = zone(faults, patch.text("zone"));
            }
            if (patch.has("parentId")) {
                store.parentId = parent(faults, store.id, patch.text("parentId"), places.stores(), "store-unknown");
            }
            var active = patch.value("active", Boolean.class);
            if (active != null) {
                store.state = active ? ACTIVE : "CLOSED";
            }
            faults.check();
            places.flush();
            changed("store.changed", "core:store", store.id, patch.members());
            return view(store);
        });
    }

    public Page<Team> teams(PageRequest request) {
        access.require(CorePermissions.TEAM_VIEW);
        return transactions.call(() ->
                Listing.page(paging, request, places.teams(), team -> team.id).map(this::view));
    }

    public Team team(TeamId id) {
        access.require(CorePermissions.TEAM_VIEW);
        return transactions.call(() -> view(places.team(id.value()).orElseThrow(() -> Problem.notFound("team"))));
    }

    public Team createTeam(TeamDraft draft) {
        access.require(CorePermissions.TEAM_CREATE);
        return transactions.call(() -> {
            var faults = new Faults();
            var team = new TeamEntity();
            team.id = ids.next();
            team.name = faults.requiredText("/name", draft.name(), LONGEST_NAME);
            team.parentId = parent(faults, team.id, draft.parentId(), places.teams(), "team-unknown");
            team.leadId = lead(faults, draft.leadId());
            team.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            faults.check();
            places.insert(team);
            places.flush();
            changed("team.created", "core:team", team.id, Set.of());
            return view(team);
        });
    }

    /** Changes the named members: name, parentId, leadId. */
    public Team changeTeam(TeamId id, long version, Patch patch) {
        patch.allow(TeamDraft.class);
        access.require(CorePermissions.TEAM_EDIT);
        return transactions.call(() -> {
            var faults = new Faults();
            var team = places.team(id.value()).orElseThrow(() -> Problem.notFound("team"));
            requireVersion(team.version, version);
            if (patch.has("name")) {
                team.name = faults.requiredText("/name", patch.text("name"), LONGEST_NAME);
            }
            if (patch.has("parentId")) {
                team.parentId = parent(faults, team.id, patch.text("parentId"), places.teams(), "team-unknown");
            }
            if (patch.has("leadId")) {
                team.leadId = lead(faults, patch.text("leadId"));
            }
            faults.check();
            places.flush();
            changed("team.changed", "core:team", team.id, patch.members());
            return view(team);
        });
    }

    private void changed(String action, String type, String id, Set<String> members) {
        audit.record(new Audit.Entry(
                action,
                type,
                id,
                null,
                Map.of("members", members.stream().sorted().toList()),
                null));
        rights.forget();
    }

    private static void requireVersion(long found, long wanted) {
        if (found != wanted) {
            throw Problem.stale();
        }
    }

    private static @Nullable String parent(
            Faults faults, String id, @Nullable String parent, List<? extends TreeNode> tree, String unknown) {
        if (parent == null) {
            return null;
        }
        if (tree.stream().noneMatch(node -> node.id().equals(parent))) {
            faults.add("/parentId", Message.of(Places.class, unknown));
        } else if (PlaceStore.below(id, tree).contains(parent)) {
            faults.add("/parentId", Message.of(Places.class, "tree-cycle"));
        }
        return parent;
    }

    private @Nullable String lead(Faults faults, @Nullable String user) {
        if (user != null && users.find(user).isEmpty()) {
            faults.add("/leadId", Message.of(Places.class, "user-unknown"));
        }
        return user;
    }

    private static @Nullable String zone(Faults faults, @Nullable String zone) {
        if (zone == null || zone.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(zone.strip()).getId();
        } catch (DateTimeException e) {
            faults.add("/zone", Message.of(Places.class, "zone-invalid"));
            return null;
        }
    }

    private static Store view(StoreEntity store) {
        return new Store(store.id, store.version, store.name, store.parentId, store.zone, store.state.equals(ACTIVE));
    }

    private Team view(TeamEntity team) {
        var lead = team.leadId;
        return new Team(
                team.id,
                team.version,
                team.name,
                team.parentId,
                lead,
                lead == null
                        ? null
                        : users.find(lead).map(user -> user.displayName).orElse(null),
                users.countByTeam().getOrDefault(team.id, 0L));
    }

    private static Problem noStore() {
        return Problem.notFound("store");
    }
}
