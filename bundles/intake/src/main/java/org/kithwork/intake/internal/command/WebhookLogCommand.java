package org.kithwork.intake.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.webhook.Deliveries;
import org.kithwork.intake.internal.webhook.Delivery;
import org.kithwork.intake.internal.webhook.WebhookId;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:webhook-log}. */
@Service
@Command(scope = "intake", name = "webhook-log", description = "Lists what a system was told, newest first")
@Requires(IntakePermissions.VIEW_WEBHOOKS)
public final class WebhookLogCommand extends ShellCommand {

    @Argument(name = "webhook", required = true, description = "Its id, as intake:webhooks lists it")
    @Completion(WebhookCompleter.class)
    String webhook = "";

    @Argument(index = 1, name = "state", description = "PENDING, DELIVERED or PARKED; all where absent")
    @Completion(DeliveryStateCompleter.class)
    @Nullable
    String state;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Deliveries deliveries;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var faults = new Faults();
        var wanted =
                faults.choice("/state", state == null ? null : state.toUpperCase(Locale.ROOT), Delivery.State.class);
        faults.check();
        out.list(
                deliveries
                        .list(WebhookId.fromString(webhook), wanted, paging.request(limit, null))
                        .items(),
                column("Id", Delivery::id),
                column("Event", Delivery::eventType),
                column("Queued", Delivery::createdAt),
                column("State", Delivery::state),
                column("Tries", Delivery::attempts),
                column("Next", delivery -> delivery.state() == Delivery.State.PENDING ? delivery.nextAt() : null),
                column("Status", Delivery::lastStatus),
                column("Problem", Delivery::lastProblem));
    }
}
