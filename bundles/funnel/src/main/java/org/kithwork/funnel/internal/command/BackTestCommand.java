package org.kithwork.funnel.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.ArrayList;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.odds.BackTest.Line;
import org.kithwork.funnel.internal.odds.BackTests;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code funnel:back-test}. */
@Service
@Command(
        scope = "funnel",
        name = "back-test",
        description = "Foresees what was open on a past day from what was known then, and tells how good that was")
@Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
public final class BackTestCommand extends ShellCommand {

    @Option(name = "--on", description = "The day; ninety days ago where absent")
    @Nullable
    String on;

    @Option(name = "--pipeline", description = "The id of the pipeline; the first one where absent")
    @Nullable
    String pipeline;

    @Reference
    BackTests tests;

    /** A line with what it tells of. */
    record Shown(String probability, Line line) {}

    @Override
    protected void run(Output out) {
        var faults = new Faults();
        var day = faults.day("/on", on);
        faults.check();
        var test = tests.of(pipeline == null ? null : PipelineId.fromString(pipeline), day);
        var lines = new ArrayList<Shown>();
        test.tenths().forEach(line -> lines.add(new Shown("from " + line.from(), line)));
        lines.add(new Shown("all", test.all()));
        out.list(
                lines,
                column("Probability", Shown::probability),
                column("Opportunities", shown -> shown.line().count()),
                column("Foreseen", shown -> shown.line().foreseen()),
                column("Won", shown -> shown.line().won()),
                column("Brier score", shown -> shown.line().learned()),
                column("Of the stages", shown -> shown.line().assumed()));
    }
}
