package org.kithwork.core.internal.limit.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.limit.LimitAlerts;
import org.kithwork.core.internal.limit.LimitAlerts.Alert;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code limit:alerts}. */
@Service
@Command(scope = "limit", name = "alerts", description = "Lists who reached a limit of a day, the latest first")
@Requires("core:limit:view")
public final class AlertsCommand extends ShellCommand {

    @Option(name = "--limit", description = "How many at most, from 1 to 200")
    int limit = 50;

    @Reference
    LimitAlerts alerts;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        out.list(
                alerts.list(paging.request(limit, null)).items(),
                column("At", Alert::at),
                column("Who", Alert::userName),
                column("What", Alert::kind),
                column("Used", Alert::used),
                column("Allowed", Alert::allowed));
    }
}
