package org.kithwork.core.internal.job.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.job.JobDesk;
import org.kithwork.core.internal.job.JobView;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code job:list}. */
@Service
@Command(scope = "job", name = "list", description = "Lists jobs, newest first")
@Requires("core:job:view")
public final class ListCommand extends ShellCommand {

    @Option(name = "--limit", description = "How many at most, from 1 to 200")
    int limit = 50;

    @Reference
    JobDesk desk;

    @Override
    protected void run(Output out) {
        var rows = Math.max(1, Math.min(limit, PageRequest.MAX_LIMIT));
        out.list(
                desk.list(PageRequest.first(rows), Locale.ENGLISH).items(),
                Output.column("Id", JobView::id),
                Output.column("Title", JobView::title),
                Output.column("State", JobView::state),
                Output.column("Done", JobView::done),
                Output.column("Total", JobView::total),
                Output.column("Created", JobView::createdAt));
    }
}
