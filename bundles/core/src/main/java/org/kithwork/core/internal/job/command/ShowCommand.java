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
                Output.column("id", JobView::id),
                Output.column("kind", JobView::kind),
                Output.column("title", JobView::title),
                Output.column("state", JobView::state),
                Output.column("done", JobView::done),
                Output.column("total", JobView::total),
                Output.column("a second", JobView::ratePerSecond),
                Output.column("created", JobView::createdAt),
                Output.column("started", JobView::startedAt),
                Output.column("estimated end", JobView::estimatedEnd),
                Output.column("finished", JobView::finishedAt),
                Output.column(
                        "problems",
                        job -> job.problems().stream()
                                .map(JobView.Trouble::detail)
                                .collect(Collectors.joining(" "))));
    }
}
