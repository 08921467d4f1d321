package org.kithwork.funnel.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.Recounts;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code funnel:rebuild}. */
@Service
@Command(
        scope = "funnel",
        name = "rebuild",
        description = "Has the figures of all opportunities computed anew from their steps")
@Requires(FunnelPermissions.CONFIGURE_PIPELINES)
public final class RebuildCommand extends ShellCommand {

    @Reference
    Recounts recounts;

    @Override
    protected void run(Output out) {
        var pipelines = recounts.askForAll();
        out.say("The figures of " + pipelines + " pipelines are being computed anew.", new Asked(pipelines));
    }

    /** What was asked for. */
    record Asked(int pipelines) {}
}
