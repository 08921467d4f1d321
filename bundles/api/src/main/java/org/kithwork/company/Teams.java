package org.kithwork.company;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kithwork.customer.ActorName;
import org.kithwork.permission.Permission;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.osgi.annotation.versioning.ProviderType;

/** The teams of the company: who is in them, and who stands above whom. Names of teams are no secret to those who are signed in: asks no right. */
@ProviderType
public interface Teams {

    /**
     * Those who lead the user's team and the teams above it, the nearest first: active ones, never the user himself, and only whoever
     * holds the right on records that belong to the user. Empty for a user who is in no team.
     */
    List<ActorName> leads(UserId user, Permission right);

    /** The user's team and the teams above it, the nearest first; empty for a user who is in none. */
    List<TeamId> of(UserId user);

    /** The users of the team and of those below it, whether or not they may sign in. */
    Set<UserId> members(TeamId team);

    /** The names to show beside records of these teams, without those that are not there. */
    Map<TeamId, String> teamNames(Set<TeamId> teams);
}
