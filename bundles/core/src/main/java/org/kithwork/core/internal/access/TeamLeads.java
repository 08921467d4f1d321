package org.kithwork.core.internal.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Teams;
import org.kithwork.core.internal.access.store.PlaceStore;
import org.kithwork.core.internal.access.store.TeamEntity;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.customer.ActorName;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Goes up from a user's team to those who lead it and the ones above, and down to whoever is in one. */
@Component(service = Teams.class)
public final class TeamLeads implements Teams {

    /** Teams above teams; a circle ends here. */
    private static final int DEEPEST = 50;

    private final PlaceStore places;
    private final UserStore users;
    private final RightsCache rights;
    private final Transactions transactions;

    @Activate
    public TeamLeads(
            @Reference PlaceStore places,
            @Reference UserStore users,
            @Reference RightsCache rights,
            @Reference Transactions transactions) {
        this.places = places;
        this.users = users;
        this.rights = rights;
        this.transactions = transactions;
    }

    @Override
    public List<ActorName> leads(UserId user, Permission right) {
        return transactions.call(() -> upwards(user).stream()
                .map(team -> lead(team, user, right))
                .flatMap(Optional::stream)
                .distinct()
                .toList());
    }

    @Override
    public List<TeamId> of(UserId user) {
        return transactions.call(
                () -> upwards(user).stream().map(team -> new TeamId(team.id)).toList());
    }

    /** The user's team and those above it, the nearest first. */
    private List<TeamEntity> upwards(UserId user) {
        var found = new ArrayList<TeamEntity>();
        var team = users.find(user.value()).flatMap(member -> team(member.teamId));
        while (team.isPresent() && found.size() < DEEPEST) {
            found.add(team.get());
            team = team(team.get().parentId);
        }
        return found;
    }

    @Override
    public Set<UserId> members(TeamId team) {
        return transactions.call(() -> users.inTeams(PlaceStore.below(team.value(), places.teams())).stream()
                .map(UserId::new)
                .collect(Collectors.toSet()));
    }

    @Override
    public Map<TeamId, String> teamNames(Set<TeamId> teams) {
        return transactions.call(() -> places.teams().stream()
                .filter(team -> teams.contains(new TeamId(team.id)))
                .collect(Collectors.toMap(team -> new TeamId(team.id), team -> team.name)));
    }

    private Optional<TeamEntity> team(@Nullable String id) {
        return Optional.ofNullable(id).flatMap(places::team);
    }

    private Optional<ActorName> lead(TeamEntity team, UserId user, Permission right) {
        return Optional.ofNullable(team.leadId)
                .filter(lead -> !lead.equals(user.value()))
                .flatMap(users::find)
                .filter(lead -> lead.state.equals(UserAdmin.ACTIVE))
                .filter(lead -> sees(lead, user, right))
                .map(lead -> new ActorName(lead.id, lead.displayName));
    }

    private boolean sees(UserEntity lead, UserId user, Permission right) {
        var held = rights.of(new Actor(Actor.Kind.USER, lead.id, lead.displayName));
        return held.holds(right) && held.visibility(right).covers("", user.value(), null, false);
    }
}
