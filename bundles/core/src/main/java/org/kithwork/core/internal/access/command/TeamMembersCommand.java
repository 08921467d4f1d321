package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.Places;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.core.internal.access.UserAdmin.User;
import org.kithwork.permission.Requires;
import org.kithwork.permission.TeamId;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code team:members}. */
@Service
@Command(scope = "team", name = "members", description = "Lists the users of a team, as far as you may see them")
@Requires("core:user:view")
public final class TeamMembersCommand extends ShellCommand {

    @Argument(index = 0, name = "team", required = true, description = "The team's id")
    @Completion(TeamCompleter.class)
    String team = "";

    @Reference
    Places places;

    @Reference
    UserAdmin users;

    @Override
    protected void run(Output out) {
        var id = places.team(new TeamId(team)).id();
        out.list(
                users.ofTeam(new TeamId(id), Locale.ENGLISH),
                column("Id", User::id),
                column("Name", User::username),
                column("Shown as", User::displayName),
                column("Roles", user -> String.join(", ", user.roleNames())),
                column("Active", User::active));
    }
}
