package org.kithwork.funnel.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.MoveDraft;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.OpportunityMoves;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code funnel:move}. */
@Service
@Command(scope = "funnel", name = "move", description = "Moves an opportunity to another stage")
@Requires(FunnelPermissions.EDIT_OPPORTUNITIES)
public final class MoveCommand extends ShellCommand {

    @Argument(index = 0, name = "opportunity", required = true, description = "The id of the opportunity")
    String opportunity = "";

    @Argument(index = 1, name = "stage", required = true, description = "The id of the stage; see funnel:pipelines")
    String stage = "";

    @Option(name = "--reason", description = "Why it is lost, by the key of a reason, or opened again, in words")
    @Nullable
    String reason;

    @Option(name = "--competitor", description = "Who won it instead")
    @Nullable
    String competitor;

    @Reference
    OpportunityMoves moves;

    @Override
    protected void run(Output out) {
        var moved =
                moves.move(OpportunityId.fromString(opportunity), new MoveDraft(stage, null, null, reason, competitor));
        out.say("Moved; it is " + moved.status() + " now.", moved);
    }
}
