package org.kithwork.core.internal.customer.command;

import java.util.ArrayList;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code customer:create}. */
@Service
@Command(scope = "customer", name = "create", description = "Creates a customer")
@Requires("core:customer:create")
public final class CreateCommand extends ShellCommand {

    @Argument(name = "name", required = true, description = "The full name")
    String name = "";

    @Option(name = "--phone", description = "A telephone number")
    @Nullable
    String phone;

    @Option(name = "--email", description = "An e-mail address")
    @Nullable
    String email;

    @Option(name = "--in-spite-of", description = "Why it is created although one like it is there")
    @Nullable
    String reason;

    @Reference
    CustomerAdmin admin;

    @Override
    protected void run(Output out) {
        var contacts = new ArrayList<CustomerDraft.Contact>();
        if (phone != null) {
            contacts.add(new CustomerDraft.Contact("PHONE", phone, true, null));
        }
        if (email != null) {
            contacts.add(new CustomerDraft.Contact("EMAIL", email, true, null));
        }
        var customer = admin.create(new CustomerDraft(
                null, name, null, null, null, null, null, null, null, null, null, contacts, null, null, null, null,
                "shell", null, reason));
        out.say("Created " + customer.id(), customer);
    }
}
