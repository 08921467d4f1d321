package org.kithwork.funnel.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Teams;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.report.ConversionReport.Step;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.funnel.internal.report.Reports;
import org.kithwork.permission.Requires;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Faults;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code funnel:conversion}. */
@Service
@Command(scope = "funnel", name = "conversion", description = "Tells how far opportunities of a period have come")
@Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
public final class ConversionCommand extends ShellCommand {

    @Option(name = "--pipeline", description = "The id of the pipeline; the first one where absent")
    @Nullable
    String pipeline;

    @Option(name = "--from", description = "The first day on which they came up")
    @Nullable
    String from;

    @Option(name = "--until", description = "The last day on which they came up")
    @Nullable
    String until;

    @Option(name = "--owner", description = "The id of a user: his alone")
    @Nullable
    String owner;

    @Option(name = "--team", description = "The id of a team: those of its users and of the teams below it")
    @Nullable
    String team;

    @Option(name = "--store", description = "The id of a store: those that belong to it")
    @Nullable
    String store;

    @Option(name = "--source", description = "Those that came from there")
    @Nullable
    String source;

    @Reference
    Reports reports;

    @Reference
    Teams teams;

    @Override
    protected void run(Output out) {
        var faults = new Faults();
        var filter = new ReportFilter(
                pipeline == null ? null : PipelineId.fromString(pipeline),
                faults.day("/from", from),
                faults.day("/until", until),
                ReportFilter.owners(
                        owner == null ? null : UserId.fromString(owner),
                        team == null ? null : TeamId.fromString(team),
                        teams),
                store == null ? null : StoreId.fromString(store),
                faults.optionalText("/source", source, 60));
        faults.check();
        var report = reports.conversion(filter);
        out.list(
                report.soFar().steps(),
                column("Stage", Step::stageId),
                column("Reached", Step::reached),
                column("Onward", Step::onward),
                column("Weakest", step -> step.stageId().equals(report.soFar().weakest()) ? "yes" : ""));
    }
}
