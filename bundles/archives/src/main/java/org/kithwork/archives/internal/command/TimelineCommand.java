package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Timeline;
import org.kithwork.archives.internal.TimelineItem;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:timeline}. */
@Service
@Command(scope = "archives", name = "timeline", description = "Lists what happened to a customer, newest first")
@Requires(ArchivesPermissions.VIEW_CUSTOMERS)
public final class TimelineCommand extends ShellCommand {

    @Argument(name = "customer", required = true, description = "The customer's id")
    String customer = "";

    @Option(name = "--type", description = "A type of event, or the word of a module")
    @Nullable
    String type;

    @Option(name = "--limit", description = "At most so many, from 1 to 200")
    int limit = 20;

    @Reference
    Timeline timeline;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var items = timeline.list(CustomerId.fromString(customer), type, paging.request(limit, null), Locale.ENGLISH);
        out.list(
                items.items(),
                column("At", TimelineItem::at),
                column("Type", TimelineItem::type),
                column("Title", TimelineItem::title),
                column("Text", TimelineItem::text),
                column("Link", TimelineItem::link));
    }
}
