package org.kithwork.core.internal.customer.command;

import static org.kithwork.shell.Output.column;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.customer.CustomerRestrictions;
import org.kithwork.core.internal.customer.CustomerRestrictions.Opened;
import org.kithwork.core.internal.customer.CustomerRestrictions.Restriction;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code customer:restrictions}. */
@Service
@Command(scope = "customer", name = "restrictions", description = "Lists the customers that only named users see")
@Requires("core:restriction:view")
public final class RestrictionsCommand extends ShellCommand {

    @Reference
    CustomerRestrictions restrictions;

    @Override
    protected void run(Output out) {
        out.list(
                restrictions.list(PageRequest.first(PageRequest.MAX_LIMIT)).items(),
                column("Customer", Restriction::customerId),
                column(
                        "Open to",
                        restriction ->
                                restriction.users().stream().map(Opened::name).collect(Collectors.joining(", "))));
    }
}
