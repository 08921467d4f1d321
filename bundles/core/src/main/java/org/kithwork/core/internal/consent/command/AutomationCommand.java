package org.kithwork.core.internal.consent.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.AutomatedDecisions;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code consent:automation}. */
@Service
@Command(
        scope = "consent",
        name = "automation",
        description = "Shows whether a machine alone may decide on a customer; consent:record writes an objection down:"
                + " PROFILING, for ANY channel")
@Requires("core:consent:view")
public final class AutomationCommand extends ShellCommand {

    @Argument(name = "customer", required = true, description = "The customer's id")
    @Nullable
    String customer;

    @Reference
    AutomatedDecisions automation;

    @Override
    protected void run(Output out) {
        var found = automation.of(new CustomerId(customer == null ? "" : customer));
        var reason = found.reason();
        out.say(reason == null ? "A machine may decide." : reason.text(Locale.ENGLISH), found);
    }
}
