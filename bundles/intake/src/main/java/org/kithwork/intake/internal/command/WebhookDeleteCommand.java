package org.kithwork.intake.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.webhook.WebhookId;
import org.kithwork.intake.internal.webhook.WebhookRemovals;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:webhook-delete}. */
@Service
@Command(
        scope = "intake",
        name = "webhook-delete",
        description = "Deletes a webhook with its log: it is told of nothing more")
@Requires(IntakePermissions.EDIT_WEBHOOKS)
public final class WebhookDeleteCommand extends ShellCommand {

    @Argument(name = "webhook", required = true, description = "Its id, as intake:webhooks lists it")
    @Completion(WebhookCompleter.class)
    String webhook = "";

    @Option(name = "--dry-run", description = "Only says what would end")
    boolean dryRun;

    @Reference
    WebhookRemovals removals;

    @Override
    protected void run(Output out) {
        var id = WebhookId.fromString(webhook);
        var ends = dryRun ? removals.preview(id) : removals.remove(id);
        var what = dryRun ? "Would be deleted: " : "Deleted: ";
        out.say(
                what + ends.name() + "; of its log " + ends.waiting() + " waiting, " + ends.done() + " done, "
                        + ends.failed() + " given up",
                ends);
    }
}
