package org.kithwork.core.internal.retention.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.retention.RetentionRuns;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code retention:run}. */
@Service
@Command(scope = "retention", name = "run", description = "Has the active rules do their work, as a job")
@Requires("core:retention:delete")
public final class RunCommand extends ShellCommand {

    @Option(name = "--dry-run", description = "Counts what each rule would meet, as retention:dry-run does")
    boolean dryRun;

    @Reference
    RetentionRuns runs;

    @Override
    protected void run(Output out) {
        var begun = dryRun ? runs.tryOut() : runs.run();
        out.say("It runs as job " + begun.job() + "; see retention:runs.", begun);
    }
}
