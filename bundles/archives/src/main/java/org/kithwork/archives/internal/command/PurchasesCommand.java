package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.PurchaseView;
import org.kithwork.archives.internal.Purchases;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:purchases}. */
@Service
@Command(scope = "archives", name = "purchases", description = "Lists purchases, newest first")
@Requires(ArchivesPermissions.VIEW_PURCHASES)
public final class PurchasesCommand extends ShellCommand {

    @Argument(name = "customer", description = "The customer's id; all customers where absent")
    @Nullable
    String customer;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Purchases purchases;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var of = customer == null ? null : CustomerId.fromString(customer);
        out.list(
                purchases.list(of, paging.request(limit, null)).items(),
                column("Id", PurchaseView::id),
                column("At", PurchaseView::at),
                column("Customer", PurchaseView::customerId),
                column("Lines", purchase -> purchase.lines().size()),
                column("Net", PurchaseView::net),
                column("Returned", PurchaseView::returned),
                column("Status", PurchaseView::status),
                column("Source", PurchaseView::source),
                column("External id", PurchaseView::externalId));
    }
}
