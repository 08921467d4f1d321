package org.kithwork.core.internal.retention.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.retention.RetentionRun;
import org.kithwork.core.internal.retention.RetentionRuns;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code retention:runs}. */
@Service
@Command(scope = "retention", name = "runs", description = "Lists what the rules met, the latest run first")
@Requires("core:retention:view")
public final class RunsCommand extends ShellCommand {

    @Option(name = "--limit", description = "How many runs at most, from 1 to 200")
    int limit = 10;

    @Reference
    RetentionRuns runs;

    private record Line(RetentionRun run, RetentionRun.Result result) {}

    @Override
    protected void run(Output out) {
        var rows = Math.max(1, Math.min(limit, PageRequest.MAX_LIMIT));
        var lines = runs.list(PageRequest.first(rows), Locale.ENGLISH).items().stream()
                .flatMap(run -> run.results().stream().map(result -> new Line(run, result)))
                .toList();
        out.list(
                lines,
                column("Run", line -> line.run().id()),
                column("Began", line -> line.run().startedAt()),
                column("Dry", line -> line.run().dry()),
                column("Kind", line -> line.result().kind()),
                column("Before", line -> line.result().before()),
                column("Due", line -> line.result().due()),
                column("Blocked", line -> line.result().blocked()),
                column("Removed", line -> line.result().removed()),
                column(
                        "Left out",
                        line -> line.result().problem() == null
                                ? ""
                                : line.result().problem()));
    }
}
