package org.kithwork.core.internal.customer.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.core.internal.access.command.UserCompleter;
import org.kithwork.core.internal.customer.CustomerTransfers;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:reassign}. */
@Service
@Command(scope = "user", name = "reassign", description = "Gives all customers of a user to another one")
@Requires("core:assignment:create")
public final class ReassignCommand extends ShellCommand {

    @Argument(index = 0, name = "from", required = true, description = "The name of the user who has them")
    @Completion(UserCompleter.class)
    String from = "";

    @Argument(index = 1, name = "to", required = true, description = "The name of the user who is to have them")
    @Completion(UserCompleter.class)
    String to = "";

    @Option(name = "--dry-run", description = "Only counts them")
    boolean dryRun;

    @Reference
    UserAdmin users;

    @Reference
    CustomerTransfers transfers;

    @Override
    protected void run(Output out) {
        var giver = users.byUsername(from);
        var taker = users.byUsername(to);
        if (dryRun) {
            var found = transfers.ofUser(giver);
            out.say(found.customers() + " customers would go from " + from + " to " + to, found);
        } else {
            var begun = transfers.reassign(giver, taker);
            out.say(begun.customers() + " customers go to " + to + ": job:watch " + begun.jobId(), begun);
        }
    }
}
