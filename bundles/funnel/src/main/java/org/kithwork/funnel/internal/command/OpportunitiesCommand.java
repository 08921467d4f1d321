package org.kithwork.funnel.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.Opportunities;
import org.kithwork.funnel.internal.opportunity.Opportunities.Filter;
import org.kithwork.funnel.internal.opportunity.Opportunities.Order;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code funnel:opportunities}. */
@Service
@Command(scope = "funnel", name = "opportunities", description = "Lists opportunities, newest first")
@Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
public final class OpportunitiesCommand extends ShellCommand {

    @Option(name = "--customer", description = "The customer's id; all customers where absent")
    @Nullable
    String customer;

    @Option(name = "--status", description = "OPEN, WON or LOST")
    @Nullable
    String status;

    @Option(name = "--stuck", description = "Only those that are in their stage for longer than is usual there")
    boolean stuck;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Opportunities opportunities;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var faults = new Faults();
        var filter = new Filter(
                customer == null ? null : CustomerId.fromString(customer),
                null,
                null,
                faults.choice("/status", status, Status.class),
                null,
                null,
                null,
                stuck);
        faults.check();
        out.list(
                opportunities
                        .list(filter, Order.OPENED, paging.request(limit, null))
                        .items(),
                column("Id", Opportunity::id),
                column("Opened", Opportunity::openedAt),
                column("Status", Opportunity::status),
                column("In stage since", Opportunity::stageSince),
                column("Amount", Opportunity::amount),
                column("Expected", Opportunity::closeOn),
                column("Owner", one -> one.owner().name()),
                column("Customer", Opportunity::customerId),
                column("Title", Opportunity::title));
    }
}
