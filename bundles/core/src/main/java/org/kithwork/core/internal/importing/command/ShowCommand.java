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
                Output.column("id", ImportView::id),
                Output.column("kind", ImportView::kind),
                Output.column("source", ImportView::source),
                Output.column("file", ImportView::fileName),
                Output.column("state", ImportView::state),
                Output.column("trial", ImportView::dryRun),
                Output.column("encoding", ImportView::encoding),
                Output.column("separator", ImportView::separator),
                Output.column("mapping", view -> view.mapping().isEmpty() ? view.proposedMapping() : view.mapping()),
                Output.column("key", ImportView::key),
                Output.column("on duplicate", ImportView::onDuplicate),
                Output.column("rows", ImportView::rows),
                Output.column("done", ImportView::done),
                Output.column("created", ImportView::created),
                Output.column("updated", ImportView::updated),
                Output.column("unchanged", ImportView::unchanged),
                Output.column("skipped", ImportView::skipped),
                Output.column("for review", ImportView::review),
                Output.column("errors", ImportView::errors),
                Output.column("a second", ImportView::ratePerSecond),
                Output.column("started", ImportView::startedAt),
                Output.column("estimated end", ImportView::estimatedEnd),
                Output.column("finished", ImportView::finishedAt),
                Output.column(
                        "problem",
                        view -> view.problem() == null ? null : view.problem().detail()));
    }
}
