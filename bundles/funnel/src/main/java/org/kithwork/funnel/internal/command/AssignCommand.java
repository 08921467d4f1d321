package org.kithwork.funnel.internal.command;

import java.util.Objects;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.LeadAssignment;
import org.kithwork.funnel.internal.lead.LeadId;
import org.kithwork.funnel.internal.lead.LeadMoves;
import org.kithwork.funnel.internal.lead.Leads;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code funnel:assign}. */
@Service
@Command(scope = "funnel", name = "assign", description = "Gives a lead to somebody, or to whom the rules choose")
@Requires(FunnelPermissions.EDIT_LEADS)
public final class AssignCommand extends ShellCommand {

    @Argument(index = 0, name = "lead", required = true, description = "The id of the lead")
    String lead = "";

    @Option(name = "--owner", description = "The id of the user; whom the rules choose where absent")
    @Nullable
    String owner;

    @Reference
    LeadMoves moves;

    @Reference
    Leads leads;

    @Override
    protected void run(Output out) {
        var given = leads.shown(moves.assign(LeadId.fromString(lead), new LeadAssignment(owner)));
        out.say("Given to " + Objects.requireNonNull(given.owner()).name() + ".", given);
    }
}
