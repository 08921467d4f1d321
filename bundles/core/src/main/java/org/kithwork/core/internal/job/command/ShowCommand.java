package org.kithwork.core.internal.job.command;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.core.internal.job.JobView;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code job:show}. */
@Service
@Command(scope = "job", name = "show", description = "Shows a job")
@Requires("core:job:view")
public final class ShowCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The job's id")
    String id = "";

    @Reference
    JobDesk desk;

    @Override
    protected void run(Output out) {
        out.record(
                desk.get(id, Locale.ENGLISH),
                Output.column("Id", JobView::id),
                Output.column("Kind", JobView::kind),
                Output.column("Title", JobView::title),
                Output.column("State", JobView::state),
                Output.column("Done", JobView::done),
                Output.column("Total", JobView::total),
                Output.column("A second", JobView::ratePerSecond),
                Output.column("Created", JobView::createdAt),
                Output.column("Started", JobView::startedAt),
                Output.column("Estimated end", JobView::estimatedEnd),
                Output.column("Finished", JobView::finishedAt),
                Output.column(
                        "problems",
                        job -> job.problems().stream()
                                .map(JobView.Trouble::detail)
                                .collect(Collectors.joining(" "))));
    }
}
