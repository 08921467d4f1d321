package org.kithwork.core.internal.job.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code job:cancel}. */
@Service
@Command(scope = "job", name = "cancel", description = "Ends a job where it stands")
@Requires("core:job:edit")
public final class CancelCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The job's id")
    String id = "";

    @Option(name = "--dry-run", description = "Only says which job would end, and how far it is")
    boolean dryRun;

    @Reference
    JobDesk desk;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            var open = desk.cancellable(id, Locale.ENGLISH);
            out.say(
                    open.title() + " would end; it is " + open.state() + " at " + open.done() + " of " + open.total()
                            + ".",
                    open);
            return;
        }
        var job = desk.cancel(id, Locale.ENGLISH);
        out.say("Job " + job.id() + " is " + job.state() + ".", job);
    }
}
