package org.kithwork.intake.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.feed.Feed;
import org.kithwork.intake.internal.feed.Feeds;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code intake:feeds}. */
@Service
@Command(scope = "intake", name = "feeds", description = "Lists the systems that send data in, newest first")
@Requires(IntakePermissions.VIEW_FEEDS)
public final class FeedsCommand extends ShellCommand {

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 50;

    @Reference
    Feeds feeds;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        out.list(
                feeds.list(paging.request(limit, null)).items(),
                column("Id", Feed::id),
                column("Name", Feed::slug),
                column("Type", Feed::type),
                column("Kind", feed -> feed.how().kind()),
                column("Source", feed -> feed.how().source()),
                column("Active", Feed::active));
    }
}
