package org.kithwork.core.internal.importing.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.core.internal.importing.ImportView;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code import:list}. */
@Service
@Command(scope = "import", name = "list", description = "Lists imports, newest first")
@Requires("core:import:view")
public final class ListCommand extends ShellCommand {

    @Option(name = "--limit", description = "How many at most, from 1 to 200")
    int limit = 50;

    @Reference
    ImportDesk desk;

    @Override
    protected void run(Output out) {
        var rows = Math.max(1, Math.min(limit, PageRequest.MAX_LIMIT));
        out.list(
                desk.list(PageRequest.first(rows), Locale.ENGLISH).items(),
                Output.column("id", ImportView::id),
                Output.column("kind", ImportView::kind),
                Output.column("file", ImportView::fileName),
                Output.column("state", ImportView::state),
                Output.column("done", ImportView::done),
                Output.column("rows", ImportView::rows),
                Output.column("errors", ImportView::errors),
                Output.column("created", ImportView::createdAt));
    }
}
