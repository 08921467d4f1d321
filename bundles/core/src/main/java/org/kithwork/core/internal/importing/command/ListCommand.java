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
                Output.column("Id", ImportView::id),
                Output.column("Kind", ImportView::kind),
                Output.column("File", ImportView::fileName),
                Output.column("State", ImportView::state),
                Output.column("Done", ImportView::done),
                Output.column("Rows", ImportView::rows),
                Output.column("Errors", ImportView::errors),
                Output.column("Created", ImportView::createdAt));
    }
}
