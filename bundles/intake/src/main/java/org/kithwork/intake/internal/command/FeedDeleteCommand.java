package org.kithwork.intake.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.feed.FeedId;
import org.kithwork.intake.internal.feed.FeedRemovals;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:feed-delete}. */
@Service
@Command(
        scope = "intake",
        name = "feed-delete",
        description = "Deletes a feed with its log: nothing comes in by it any more")
@Requires(IntakePermissions.EDIT_FEEDS)
public final class FeedDeleteCommand extends ShellCommand {

    @Argument(name = "feed", required = true, description = "Its id, as intake:feeds lists it")
    @Completion(FeedCompleter.class)
    String feed = "";

    @Option(name = "--dry-run", description = "Only says what would end")
    boolean dryRun;

    @Reference
    FeedRemovals removals;

    @Override
    protected void run(Output out) {
        var id = FeedId.fromString(feed);
        var ends = dryRun ? removals.preview(id) : removals.remove(id);
        var what = dryRun ? "Would be deleted: " : "Deleted: ";
        out.say(
                what + ends.name() + "; of its log " + ends.waiting() + " waiting, " + ends.done() + " done, "
                        + ends.failed() + " given up",
                ends);
    }
}
