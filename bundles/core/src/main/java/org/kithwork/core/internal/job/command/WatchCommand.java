package org.kithwork.core.internal.job.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.core.internal.job.JobState;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code job:watch}. */
@Service
@Command(
        scope = "job",
        name = "watch",
        description = "Follows a job until it ends or pauses; Ctrl-C stops watching only")
@Requires("core:job:view")
public final class WatchCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The job's id")
    String id = "";

    @Reference
    JobDesk desk;

    @Override
    protected void run(Output out) {
        var job = desk.get(id, Locale.ENGLISH);
        while (!job.state().isEnded() && job.state() != JobState.PAUSED && Bar.rest()) {
            out.rewrite(Bar.of(job.done(), job.total(), job.ratePerSecond(), job.estimatedEnd()));
            job = desk.get(id, Locale.ENGLISH);
        }
        out.rewrite("");
        out.say(job.title() + ": " + job.state() + ", " + job.done() + " done.", job);
    }
}
