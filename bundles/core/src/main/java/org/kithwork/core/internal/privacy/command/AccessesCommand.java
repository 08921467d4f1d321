package org.kithwork.core.internal.privacy.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.privacy.AccessReport;
import org.kithwork.core.internal.privacy.AccessReport.Access;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code privacy:accesses}. */
@Service
@Command(
        scope = "privacy",
        name = "accesses",
        description = "Lists who looked at a customer's data, changed or exported them")
@Requires("core:privacy:view")
public final class AccessesCommand extends ShellCommand {

    @Argument(index = 0, name = "customer", required = true, description = "The customer's id")
    String customer = "";

    @Reference
    AccessReport report;

    @Override
    protected void run(Output out) {
        out.list(
                report.of(new CustomerId(customer), PageRequest.first(PageRequest.MAX_LIMIT), Locale.ENGLISH)
                        .items(),
                column("When", Access::at),
                column("Kind", Access::kind),
                column("Who", Access::actorName),
                column("What", Access::title));
    }
}
