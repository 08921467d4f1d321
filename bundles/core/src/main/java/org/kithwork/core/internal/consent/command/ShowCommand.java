package org.kithwork.core.internal.consent.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.consent.Consents;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code consent:show}. */
@Service
@Command(scope = "consent", name = "show", description = "Shows what a customer agreed to and refused")
@Requires("core:consent:view")
public final class ShowCommand extends ShellCommand {

    @Argument(name = "customer", required = true, description = "The customer's id")
    @Nullable
    String customer;

    @Reference
    Consents consents;

    @Override
    protected void run(Output out) {
        out.list(
                consents.log(new CustomerId(customer == null ? "" : customer)),
                column("At", ConsentEvent::at),
                column("Purpose", ConsentEvent::purpose),
                column("Channel", ConsentEvent::channel),
                column("Decision", ConsentEvent::decision),
                column("By", ConsentEvent::decider),
                column("Notice", ConsentEvent::noticeVersion),
                column("Until", ConsentEvent::expiresAt),
                column("Recorded by", event -> event.recordedBy().name()));
    }
}
