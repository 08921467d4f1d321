package org.kithwork.intake.internal.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.webhook.Deliveries;
import org.kithwork.intake.internal.webhook.DeliveryId;
import org.kithwork.intake.internal.webhook.WebhookId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:webhook-resend}. */
@Service
@Command(scope = "intake", name = "webhook-resend", description = "Sends a delivery again, or all that were given up")
@Requires(IntakePermissions.EDIT_WEBHOOKS)
public final class WebhookResendCommand extends ShellCommand {

    @Argument(name = "webhook", required = true, description = "Its id, as intake:webhooks lists it")
    @Completion(WebhookCompleter.class)
    String webhook = "";

    @Argument(
            index = 1,
            name = "delivery",
            description = "Its id; all that were given up, a thousand at most, where absent")
    @Nullable
    String delivery;

    @Reference
    Deliveries deliveries;

    @Override
    protected void run(Output out) {
        var id = WebhookId.fromString(webhook);
        if (delivery != null) {
            var queued = deliveries.resend(id, DeliveryId.fromString(delivery));
            out.say("Queued " + queued.id(), queued);
        } else {
            var count = deliveries.resendParked(id);
            out.say("Queued " + count, Map.of("count", count));
        }
    }
}
