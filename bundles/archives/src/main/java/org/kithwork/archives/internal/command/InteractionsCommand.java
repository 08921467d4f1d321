package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Interaction;
import org.kithwork.archives.internal.Interactions;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:interactions}. */
@Service
@Command(scope = "archives", name = "interactions", description = "Lists interactions, newest first")
@Requires(ArchivesPermissions.VIEW_INTERACTIONS)
public final class InteractionsCommand extends ShellCommand {

    @Argument(name = "customer", description = "The customer's id; all customers where absent")
    @Nullable
    String customer;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Interactions interactions;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var of = customer == null ? null : CustomerId.fromString(customer);
        out.list(
                interactions.list(of, paging.request(limit, null)).items(),
                column("Id", Interaction::id),
                column("At", Interaction::at),
                column("Customer", Interaction::customerId),
                column("Channel", Interaction::channel),
                column("Direction", Interaction::direction),
                column("Staff", Interaction::staffName),
                column("Topic", Interaction::topic),
                column("For", Interaction::visibility));
    }
}
