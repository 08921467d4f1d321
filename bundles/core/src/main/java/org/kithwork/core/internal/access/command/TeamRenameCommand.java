package org.kithwork.core.internal.access.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.Places;
import org.kithwork.permission.Requires;
import org.kithwork.permission.TeamId;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code team:rename}. */
@Service
@Command(scope = "team", name = "rename", description = "Gives a team another name")
@Requires("core:team:edit")
public final class TeamRenameCommand extends ShellCommand {

    @Argument(index = 0, name = "team", required = true, description = "The team's id")
    @Completion(TeamCompleter.class)
    String team = "";

    @Argument(index = 1, name = "name", required = true, description = "Its new name")
    String name = "";

    @Reference
    Places places;

    @Override
    protected void run(Output out) {
        var found = places.team(new TeamId(team));
        var renamed = places.changeTeam(new TeamId(team), found.version(), new Members().with("name", name));
        out.say("Renamed " + team + " to " + renamed.name(), renamed);
    }
}
