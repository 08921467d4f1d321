package org.kithwork.intake.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.webhook.Deliveries;
import org.kithwork.intake.internal.webhook.WebhookId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:webhook-ping}. */
@Service
@Command(
        scope = "intake",
        name = "webhook-ping",
        description = "Queues a message that says nothing, to see whether it arrives")
@Requires(IntakePermissions.EDIT_WEBHOOKS)
public final class WebhookPingCommand extends ShellCommand {

    @Argument(name = "webhook", required = true, description = "Its id, as intake:webhooks lists it")
    @Completion(WebhookCompleter.class)
    String webhook = "";

    @Reference
    Deliveries deliveries;

    @Override
    protected void run(Output out) {
        var delivery = deliveries.ping(WebhookId.fromString(webhook));
        out.say("Queued as " + delivery.id() + "; see intake:webhook-log", delivery);
    }
}
