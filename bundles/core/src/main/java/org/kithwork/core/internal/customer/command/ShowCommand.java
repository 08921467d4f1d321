package org.kithwork.core.internal.customer.command;

import static org.kithwork.shell.Output.column;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code customer:show}. */
@Service
@Command(scope = "customer", name = "show", description = "Shows a customer")
@Requires("core:customer:view")
public final class ShowCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The customer's id")
    String id = "";

    @Reference
    CustomerDirectory directory;

    @Override
    protected void run(Output out) {
        out.record(
                directory.get(new CustomerId(id)),
                column("Id", Customer::id),
                column("Name", Customer::displayName),
                column("Kind", Customer::kind),
                column("Status", Customer::status),
                column("Contact points", ShowCommand::contacts),
                column("Identifiers", Customer::identifiers),
                column("Tags", Customer::tags),
                column("Store", Customer::storeName),
                column("Owner", Customer::ownerName),
                column("Updated", Customer::updatedAt),
                column("Version", Customer::version));
    }

    private static @Nullable String contacts(Customer customer) {
        return customer.contactPoints() == null
                ? null
                : customer.contactPoints().stream()
                        .map(point -> point.type() + " " + point.value())
                        .collect(Collectors.joining(", "));
    }
}
