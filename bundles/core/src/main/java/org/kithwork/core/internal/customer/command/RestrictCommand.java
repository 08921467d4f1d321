package org.kithwork.core.internal.customer.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.core.internal.access.command.UserCompleter;
import org.kithwork.core.internal.customer.CustomerRestrictions;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code customer:restrict}. */
@Service
@Command(scope = "customer", name = "restrict", description = "Lets only these users see a customer")
@Requires("core:restriction:edit")
public final class RestrictCommand extends ShellCommand {

    @Argument(index = 0, name = "id", required = true, description = "The customer's id")
    String id = "";

    @Argument(index = 1, name = "users", required = true, multiValued = true, description = "The users' names")
    @Completion(UserCompleter.class)
    List<String> usernames = List.of();

    @Option(name = "--reason", required = true, description = "Why, for the audit")
    String reason = "";

    @Reference
    UserAdmin users;

    @Reference
    CustomerRestrictions restrictions;

    @Override
    protected void run(Output out) {
        var customer = new CustomerId(id);
        var ids = usernames.stream().map(name -> users.byUsername(name).value()).toList();
        var now = restrictions.limit(
                customer, restrictions.of(customer).version(), new CustomerRestrictions.Draft(ids, reason));
        out.say(now.customerId() + " is open to: " + String.join(", ", usernames), now);
    }
}
