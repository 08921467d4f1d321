package org.kithwork.intake.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.feed.Feed;
import org.kithwork.intake.internal.feed.FeedFile;
import org.kithwork.intake.internal.feed.FeedId;
import org.kithwork.intake.internal.feed.Feeds;
import org.kithwork.intake.internal.feed.Message;
import org.kithwork.intake.internal.feed.Messages;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:feed-log}. */
@Service
@Command(scope = "intake", name = "feed-log", description = "Lists the messages or files of a feed, newest first")
@Requires(IntakePermissions.VIEW_FEEDS)
public final class FeedLogCommand extends ShellCommand {

    @Argument(name = "feed", required = true, description = "Its id, as intake:feeds lists it")
    @Completion(FeedCompleter.class)
    String feed = "";

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Feeds feeds;

    @Reference
    Messages messages;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var id = FeedId.fromString(feed);
        var page = paging.request(limit, null);
        if (feeds.get(id).type() == Feed.Type.FOLDER) {
            out.list(
                    feeds.files(id, page).items(),
                    column("File", FeedFile::name),
                    column("Taken", FeedFile::takenAt),
                    column("State", FeedFile::state),
                    column("Created", FeedFile::created),
                    column("Updated", FeedFile::updated),
                    column("Unchanged", FeedFile::unchanged),
                    column("Refused", FeedFile::refused),
                    column("Problem", FeedFile::problem));
        } else {
            out.list(
                    messages.list(id, null, page).items(),
                    column("Id", Message::id),
                    column("Received", Message::receivedAt),
                    column("State", Message::state),
                    column("Tries", Message::attempts),
                    column("Rows", Message::rows),
                    column("Refused", Message::refused),
                    column(
                            "Reason",
                            message -> message.faults().isEmpty()
                                    ? null
                                    : message.faults().get(0).code()));
        }
    }
}
