package org.kithwork.core.internal.importing.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.core.internal.importing.ImportView;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code import:show}. */
@Service
@Command(scope = "import", name = "show", description = "Shows an import and what came of its rows")
@Requires("core:import:view")
public final class ShowCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The import's id")
    @Completion(ImportCompleter.class)
    String id = "";

    @Reference
    ImportDesk desk;

    @Override
    protected void run(Output out) {
        out.record(
                desk.get(id, Locale.ENGLISH),
                Output.column("Id", ImportView::id),
                Output.column("Kind", ImportView::kind),
                Output.column("Source", ImportView::source),
                Output.column("File", ImportView::fileName),
                Output.column("State", ImportView::state),
                Output.column("Trial", ImportView::dryRun),
                Output.column("Encoding", ImportView::encoding),
                Output.column("Separator", ImportView::separator),
                Output.column("Mapping", view -> view.mapping().isEmpty() ? view.proposedMapping() : view.mapping()),
                Output.column("Key", ImportView::key),
                Output.column("On duplicate", ImportView::onDuplicate),
                Output.column("Rows", ImportView::rows),
                Output.column("Done", ImportView::done),
                Output.column("Created", ImportView::created),
                Output.column("Updated", ImportView::updated),
                Output.column("Unchanged", ImportView::unchanged),
                Output.column("Skipped", ImportView::skipped),
                Output.column("For review", ImportView::review),
                Output.column("Errors", ImportView::errors),
                Output.column("A second", ImportView::ratePerSecond),
                Output.column("Started", ImportView::startedAt),
                Output.column("Estimated end", ImportView::estimatedEnd),
                Output.column("Finished", ImportView::finishedAt),
                Output.column(
                        "problem",
                        view -> view.problem() == null ? null : view.problem().detail()));
    }
}
