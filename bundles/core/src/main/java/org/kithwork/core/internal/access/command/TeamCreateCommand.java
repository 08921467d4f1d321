package org.kithwork.core.internal.access.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.Places;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code team:create}. */
@Service
@Command(scope = "team", name = "create", description = "Creates a team")
@Requires("core:team:create")
public final class TeamCreateCommand extends ShellCommand {

    @Argument(name = "name", required = true, description = "The team's name")
    String name = "";

    @Option(name = "--below", description = "The id of the team above it")
    @Completion(TeamCompleter.class)
    @Nullable
    String parent;

    @Option(name = "--lead", description = "The name of the user who leads it")
    @Completion(UserCompleter.class)
    @Nullable
    String lead;

    @Reference
    Places places;

    @Reference
    UserAdmin users;

    @Override
    protected void run(Output out) {
        var leadId = lead == null ? null : users.byUsername(lead).value();
        var team = places.createTeam(new Places.TeamDraft(name, parent, leadId));
        out.say("Created " + team.id(), team);
    }
}
