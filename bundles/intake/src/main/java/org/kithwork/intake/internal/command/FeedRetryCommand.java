package org.kithwork.intake.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.feed.FeedId;
import org.kithwork.intake.internal.feed.MessageId;
import org.kithwork.intake.internal.feed.Messages;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:feed-retry}. */
@Service
@Command(scope = "intake", name = "feed-retry", description = "Tries a message again that waits or was given up")
@Requires(IntakePermissions.EDIT_FEEDS)
public final class FeedRetryCommand extends ShellCommand {

    @Argument(name = "feed", required = true, description = "Its id, as intake:feeds lists it")
    @Completion(FeedCompleter.class)
    String feed = "";

    @Argument(index = 1, name = "message", required = true, description = "Its id, as intake:feed-log lists it")
    String message = "";

    @Reference
    Messages messages;

    @Override
    protected void run(Output out) {
        var again = messages.again(FeedId.fromString(feed), MessageId.fromString(message));
        out.say("Tried again within a minute: " + again.id(), again);
    }
}
