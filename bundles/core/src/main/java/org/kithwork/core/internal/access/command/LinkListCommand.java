package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.LinkAdmin;
import org.kithwork.core.internal.access.LinkAdmin.Link;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code link:list}. */
@Service
@Command(scope = "link", name = "list", description = "Lists the personal links by which programs read for their users")
@Requires("core:link:view")
public final class LinkListCommand extends ShellCommand {

    @Option(name = "--purpose", description = "Only those for this, such as archives:calendar")
    @Nullable
    String purpose;

    @Reference
    LinkAdmin links;

    @Override
    protected void run(Output out) {
        out.list(
                links.list(purpose, false, PageRequest.first(PageRequest.MAX_LIMIT))
                        .items(),
                column("Id", Link::id),
                column("For", Link::purpose),
                column("Name", Link::name),
                column("Owner", Link::ownerName),
                column("Made", Link::createdAt),
                column("Last used", Link::lastUsedAt));
    }
}
