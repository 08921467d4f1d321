package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Need;
import org.kithwork.archives.internal.Needs;
import org.kithwork.archives.internal.Reminder;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:needs}. */
@Service
@Command(scope = "archives", name = "needs", description = "Lists what customers need, newest first")
@Requires(ArchivesPermissions.VIEW_NEEDS)
public final class NeedsCommand extends ShellCommand {

    @Argument(name = "customer", description = "The customer's id; all customers where absent")
    @Nullable
    String customer;

    @Option(name = "--overdue", description = "Only open ones that are older than so many days")
    @Nullable
    Integer overdue;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Needs needs;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var of = customer == null ? null : CustomerId.fromString(customer);
        out.list(
                needs.list(of, null, overdue, paging.request(limit, null)).items(),
                column("Id", Need::id),
                column("At", Need::at),
                column("Customer", Need::customerId),
                column("State", Need::state),
                column("Reminded", need -> reminded(need.reminder())),
                column("Need", Need::text),
                column("Outcome", Need::outcome));
    }

    /** Who was reminded last; nobody is named where nobody answers for the customer. */
    private static @Nullable String reminded(@Nullable Reminder reminder) {
        if (reminder == null) {
            return null;
        }
        var to = reminder.to();
        return to == null ? "nobody" : to.name() == null ? to.id() : to.name();
    }
}
