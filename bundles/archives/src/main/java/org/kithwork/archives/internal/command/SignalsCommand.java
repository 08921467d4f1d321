package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.FoundSignal;
import org.kithwork.archives.internal.FoundSignals;
import org.kithwork.archives.internal.SignalFilter;
import org.kithwork.archives.internal.SignalState;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:signals}. */
@Service
@Command(
        scope = "archives",
        name = "signals",
        description = "Lists the signals found in what customers say, newest first")
@Requires(ArchivesPermissions.VIEW_SIGNALS)
public final class SignalsCommand extends ShellCommand {

    @Argument(name = "customer", description = "The customer's id; all customers where absent")
    @Nullable
    String customer;

    @Option(name = "--state", description = "Only OPEN, TAKEN_UP or DISMISSED ones")
    @Nullable
    String state;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    FoundSignals signals;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var faults = new Faults();
        var chosen = faults.choice("/state", state, SignalState.class);
        faults.check();
        var of = customer == null ? null : CustomerId.fromString(customer);
        out.list(
                signals.list(new SignalFilter(of, null, chosen, null), false, paging.request(limit, null))
                        .items(),
                column("Id", FoundSignal::id),
                column("At", FoundSignal::at),
                column("Customer", FoundSignal::customerId),
                column("Kind", FoundSignal::kind),
                column("Rule", FoundSignal::rule),
                column("State", FoundSignal::state),
                column("Interactions", signal -> signal.evidence().count()));
    }
}
