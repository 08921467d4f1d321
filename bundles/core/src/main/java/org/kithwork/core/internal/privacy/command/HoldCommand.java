package org.kithwork.core.internal.privacy.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.privacy.LegalHolds;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code privacy:hold}. */
@Service
@Command(scope = "privacy", name = "hold", description = "Sets a legal hold, so that a customer is not erased")
@Requires("core:privacy:create")
public final class HoldCommand extends ShellCommand {

    @Argument(index = 0, name = "customer", required = true, description = "The customer's id")
    String customer = "";

    @Argument(index = 1, name = "until", required = true, description = "The last day, as 2027-12-31")
    String until = "";

    @Argument(index = 2, name = "reason", required = true, description = "Why")
    String reason = "";

    @Reference
    LegalHolds holds;

    @Override
    protected void run(Output out) {
        var hold = holds.set(new LegalHolds.Draft(new CustomerId(customer), reason, until));
        out.say("Held until " + hold.until() + ": " + hold.id(), hold);
    }
}
