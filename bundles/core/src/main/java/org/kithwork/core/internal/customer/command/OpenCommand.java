package org.kithwork.core.internal.customer.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.customer.CustomerRestrictions;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code customer:open}. */
@Service
@Command(scope = "customer", name = "open", description = "Lets the roles decide again who sees a customer")
@Requires("core:restriction:edit")
public final class OpenCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The customer's id")
    String id = "";

    @Option(name = "--reason", required = true, description = "Why, for the audit")
    String reason = "";

    @Reference
    CustomerRestrictions restrictions;

    @Override
    protected void run(Output out) {
        var customer = new CustomerId(id);
        var now = restrictions.open(customer, restrictions.of(customer).version(), reason);
        out.say(now.customerId() + " is open to all whose role reaches it", now);
    }
}
