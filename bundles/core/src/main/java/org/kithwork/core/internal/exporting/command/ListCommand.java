package org.kithwork.core.internal.exporting.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.exporting.ExportDesk;
import org.kithwork.core.internal.exporting.ExportView;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code export:list}. */
@Service
@Command(scope = "export", name = "list", description = "Lists exports of customers, newest first")
@Requires("core:export:view")
public final class ListCommand extends ShellCommand {

    @Option(name = "--limit", description = "How many at most, from 1 to 200")
    int limit = 50;

    @Reference
    ExportDesk desk;

    @Override
    protected void run(Output out) {
        var rows = Math.max(1, Math.min(limit, PageRequest.MAX_LIMIT));
        out.list(
                desk.list(PageRequest.first(rows), Locale.ENGLISH).items(),
                Output.column("Id", ExportView::id),
                Output.column("Format", ExportView::format),
                Output.column("State", ExportView::state),
                Output.column("Rows", ExportView::rows),
                Output.column("Made by", ExportView::madeBy),
                Output.column("Purpose", ExportView::purpose),
                Output.column("Until", ExportView::expiresAt));
    }
}
