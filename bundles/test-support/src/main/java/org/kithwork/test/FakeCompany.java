package org.kithwork.test;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.company.Teams;
import org.kithwork.customer.ActorName;
import org.kithwork.id.Ids;
import org.kithwork.permission.Permission;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;

/** A company in Shanghai with the stores that a test opens. */
public final class FakeCompany implements Company, Stores, Teams {

    private final Map<StoreId, String> stores = new LinkedHashMap<>();
    private final Map<StoreId, ActorName> managers = new LinkedHashMap<>();
    private final Map<UserId, List<ActorName>> leads = new LinkedHashMap<>();
    private final Map<TeamId, Team> teams = new LinkedHashMap<>();
    private final Map<UserId, TeamId> members = new LinkedHashMap<>();
    private final Ids ids = new SequentialIds("5");

    private record Team(String name, @Nullable TeamId above) {}

    /** Opens a store. */
    public StoreId open(String name) {
        var id = new StoreId(ids.next());
        stores.put(id, name);
        return id;
    }

    /** From now on this user leads the store. */
    public FakeCompany led(StoreId store, ActorName manager) {
        managers.put(store, manager);
        return this;
    }

    /** From now on these stand above the user, the nearest first. */
    public FakeCompany above(UserId user, ActorName... some) {
        leads.put(user, List.of(some));
        return this;
    }

    /** Forms a team. */
    public TeamId team(String name, @Nullable TeamId above) {
        var id = new TeamId(ids.next());
        teams.put(id, new Team(name, above));
        return id;
    }

    /** From now on the user is in the team. */
    public FakeCompany joins(UserId user, TeamId team) {
        members.put(user, team);
        return this;
    }

    @Override
    public List<TeamId> of(UserId user) {
        var found = new ArrayList<TeamId>();
        for (var team = members.get(user); team != null; team = above(team)) {
            found.add(team);
        }
        return found;
    }

    private @Nullable TeamId above(TeamId team) {
        var known = teams.get(team);
        return known == null ? null : known.above();
    }

    @Override
    public Set<UserId> members(TeamId team) {
        return members.keySet().stream().filter(user -> of(user).contains(team)).collect(Collectors.toSet());
    }

    @Override
    public Map<TeamId, String> teamNames(Set<TeamId> wanted) {
        return teams.entrySet().stream()
                .filter(team -> wanted.contains(team.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, team -> team.getValue().name()));
    }

    @Override
    public List<ActorName> leads(UserId user, Permission right) {
        return leads.getOrDefault(user, List.of());
    }

    @Override
    public List<ActorName> managers(StoreId id) {
        return Optional.ofNullable(managers.get(id)).stream().toList();
    }

    @Override
    public String name() {
        return "青禾茶庄";
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Currency currency() {
        return Currency.getInstance("CNY");
    }

    @Override
    public boolean exists(StoreId id) {
        return stores.containsKey(id);
    }

    @Override
    public Optional<StoreId> byName(String name) {
        return stores.entrySet().stream()
                .filter(store -> store.getValue().equalsIgnoreCase(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Map<StoreId, String> names() {
        return Map.copyOf(stores);
    }

    @Override
    public Map<StoreId, String> names(Set<StoreId> wanted) {
        return stores.entrySet().stream()
                .filter(store -> wanted.contains(store.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
