package org.kithwork.core.internal.retention.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.retention.RetentionRuns;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code retention:dry-run}. */
@Service
@Command(
        scope = "retention",
        name = "dry-run",
        description = "Counts what each rule would meet, as a job; changes nothing")
@Requires("core:retention:view")
public final class DryRunCommand extends ShellCommand {

    @Reference
    RetentionRuns runs;

    @Override
    protected void run(Output out) {
        var begun = runs.tryOut();
        out.say("It runs as job " + begun.job() + "; see retention:runs.", begun);
    }
}
