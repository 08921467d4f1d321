package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.audit.AuditReader;
import org.kithwork.core.internal.access.audit.AuditReader.Shown;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code export:trace}. */
@Service
@Command(scope = "export", name = "trace", description = "Tells from the mark of an exported copy who took it and when")
@Requires("core:audit:view")
public final class ExportTraceCommand extends ShellCommand {

    @Argument(
            name = "mark",
            required = true,
            description = "The mark in manifest.json, index.html or the ZIP's comment")
    String mark = "";

    @Reference
    AuditReader audit;

    @Override
    protected void run(Output out) {
        var query = new AuditReader.Query(mark, null, null, null, null, null);
        var found = audit.list(query, PageRequest.first(1), Locale.ENGLISH).items().stream()
                .filter(entry -> entry.objectType().equals("core:export"))
                .toList();
        if (found.isEmpty()) {
            throw Problem.notFound("export");
        }
        out.list(
                found,
                column("At", Shown::at),
                column("Who", entry -> entry.actor().name()),
                column("Customer", Shown::customerId),
                column("Detail", Shown::detail));
    }
}
