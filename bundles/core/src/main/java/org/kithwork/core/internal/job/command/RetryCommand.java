package org.kithwork.core.internal.job.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code job:retry}. */
@Service
@Command(scope = "job", name = "retry", description = "Tries a failed job again")
@Requires("core:job:edit")
public final class RetryCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The job's id")
    String id = "";

    @Reference
    JobDesk desk;

    @Override
    protected void run(Output out) {
        var job = desk.retry(id, Locale.ENGLISH);
        out.say("Job " + job.id() + " is " + job.state() + ".", job);
    }
}
