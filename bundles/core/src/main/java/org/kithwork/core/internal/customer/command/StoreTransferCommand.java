package org.kithwork.core.internal.customer.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.customer.CustomerTransfers;
import org.kithwork.permission.Requires;
import org.kithwork.permission.StoreId;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code store:transfer}. */
@Service
@Command(scope = "store", name = "transfer", description = "Gives all customers of a store to another one")
@Requires("core:assignment:create")
public final class StoreTransferCommand extends ShellCommand {

    @Argument(index = 0, name = "from", required = true, description = "The id of the store that has them")
    String from = "";

    @Argument(index = 1, name = "to", required = true, description = "The id of the store that is to have them")
    String to = "";

    @Option(name = "--dry-run", description = "Only counts them")
    boolean dryRun;

    @Reference
    CustomerTransfers transfers;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            var found = transfers.ofStore(new StoreId(from));
            out.say(found.customers() + " customers would go from " + from + " to " + to, found);
        } else {
            var begun = transfers.transfer(new StoreId(from), new StoreId(to));
            out.say(begun.customers() + " customers go to " + to + ": job:watch " + begun.jobId(), begun);
        }
    }
}
