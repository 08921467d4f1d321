package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.Places;
import org.kithwork.core.internal.access.Places.Team;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code team:list}. */
@Service
@Command(scope = "team", name = "list", description = "Lists the teams")
@Requires("core:team:view")
public final class TeamListCommand extends ShellCommand {

    @Reference
    Places places;

    @Override
    protected void run(Output out) {
        out.list(
                places.teams(PageRequest.first(PageRequest.MAX_LIMIT)).items(),
                column("Id", Team::id),
                column("Name", Team::name),
                column("Below", Team::parentId),
                column("Led by", Team::leadName),
                column("Members", Team::members));
    }
}
