package org.kithwork.funnel.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.Pipelines;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;
import org.kithwork.text.Bilingual;

/** {@code funnel:pipelines}. */
@Service
@Command(scope = "funnel", name = "pipelines", description = "Lists the pipelines with their stages")
@Requires(FunnelPermissions.VIEW_PIPELINES)
public final class PipelinesCommand extends ShellCommand {

    @Reference
    Pipelines pipelines;

    /** A stage with the pipeline that it is of. */
    record Line(Pipeline pipeline, Stage stage) {}

    @Override
    protected void run(Output out) {
        List<Line> lines = pipelines.list().stream()
                .flatMap(pipeline -> pipeline.stages().stream().map(stage -> new Line(pipeline, stage)))
                .toList();
        out.list(
                lines,
                column("Pipeline", line -> title(line.pipeline().name())),
                column("In use", line -> !line.pipeline().retired()),
                column("Stage", line -> title(line.stage().name())),
                column("Kind", line -> line.stage().kind()),
                column("Per cent", line -> line.stage().probability()),
                column("Id", line -> line.stage().id()));
    }

    private static String title(Bilingual name) {
        return String.join(
                " / ", Stream.of(name.zh(), name.en()).filter(Objects::nonNull).toList());
    }
}
