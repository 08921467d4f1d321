package org.kithwork.intake.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.webhook.Subscriptions;
import org.kithwork.intake.internal.webhook.Webhook;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:webhooks}. */
@Service
@Command(scope = "intake", name = "webhooks", description = "Lists the systems that are told of events, newest first")
@Requires(IntakePermissions.VIEW_WEBHOOKS)
public final class WebhooksCommand extends ShellCommand {

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 50;

    @Reference
    Subscriptions subscriptions;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        out.list(
                subscriptions.list(paging.request(limit, null)).items(),
                column("Id", Webhook::id),
                column("Name", Webhook::name),
                column("Address", Webhook::url),
                column("State", Webhook::state),
                column("Failing since", Webhook::failingSince),
                column("Events", webhook -> String.join(" ", webhook.events())));
    }
}
