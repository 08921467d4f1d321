package org.kithwork.core.internal.access.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.Places;
import org.kithwork.permission.Requires;
import org.kithwork.permission.TeamId;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code team:move}. */
@Service
@Command(
        scope = "team",
        name = "move",
        description = "Puts a team below another one; rights of scope TEAM follow at once")
@Requires("core:team:edit")
public final class TeamMoveCommand extends ShellCommand {

    @Argument(index = 0, name = "team", required = true, description = "The team's id")
    @Completion(TeamCompleter.class)
    String team = "";

    @Argument(index = 1, name = "below", description = "The id of the team above it; without it the team is at the top")
    @Completion(TeamCompleter.class)
    @Nullable
    String parent;

    @Reference
    Places places;

    @Override
    protected void run(Output out) {
        var found = places.team(new TeamId(team));
        var moved = places.changeTeam(new TeamId(team), found.version(), new Members().with("parentId", parent));
        out.say(moved.name() + (parent == null ? " is at the top" : " is below " + parent), moved);
    }
}
