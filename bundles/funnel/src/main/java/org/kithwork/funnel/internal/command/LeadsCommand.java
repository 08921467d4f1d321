package org.kithwork.funnel.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.Lead;
import org.kithwork.funnel.internal.lead.LeadState;
import org.kithwork.funnel.internal.lead.Leads;
import org.kithwork.funnel.internal.lead.Leads.Filter;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code funnel:leads}. */
@Service
@Command(scope = "funnel", name = "leads", description = "Lists leads, newest first")
@Requires(FunnelPermissions.VIEW_LEADS)
public final class LeadsCommand extends ShellCommand {

    @Option(name = "--customer", description = "The customer's id; all customers where absent")
    @Nullable
    String customer;

    @Option(
            name = "--state",
            description = "NEW, WORKING, QUALIFIED, CONVERTED or REJECTED; all open ones where absent")
    @Nullable
    String state;

    @Option(name = "--unowned", description = "Only those that nobody looks after")
    boolean unowned;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Leads leads;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var faults = new Faults();
        var filter = new Filter(
                customer == null ? null : CustomerId.fromString(customer),
                faults.choice("/state", state, LeadState.class),
                state == null,
                null,
                unowned,
                null);
        faults.check();
        out.list(
                leads.list(filter, paging.request(limit, null)).items(),
                column("Id", Lead::id),
                column("Opened", Lead::openedAt),
                column("State", Lead::state),
                column("Owner", one -> name(one.owner())),
                column("Rule", LeadsCommand::rule),
                column("Source", Lead::source),
                column("Customer", Lead::customerId),
                column("Title", Lead::title));
    }

    private static @Nullable String name(@Nullable ActorName owner) {
        return owner == null ? null : owner.name();
    }

    private static @Nullable String rule(Lead lead) {
        var given = lead.assignment();
        return given == null ? null : given.rule();
    }
}
