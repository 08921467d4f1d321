package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.audit.AuditReader;
import org.kithwork.core.internal.access.audit.AuditReader.Shown;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code audit:list}. */
@Service
@Command(scope = "audit", name = "list", description = "Shows who did what, the latest first")
@Requires("core:audit:view")
public final class AuditListCommand extends ShellCommand {

    @Option(name = "--object", description = "A record's id, or a kind such as core:user")
    @Nullable
    String object;

    @Option(name = "--actor", description = "The id of a user, token or module")
    @Nullable
    String actor;

    @Option(name = "--action", description = "Such as user.created")
    @Nullable
    String action;

    @Option(name = "--limit", description = "How many at most, from 1 to 200")
    int limit = 50;

    @Reference
    AuditReader audit;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        var query = new AuditReader.Query(object, actor, action, null, null, null);
        out.list(
                audit.list(query, paging.request(limit, null), Locale.ENGLISH).items(),
                column("At", Shown::at),
                column("Who", entry -> entry.actor().name()),
                column("What", Shown::actionTitle),
                column("On", entry -> entry.objectTitle() + " " + entry.objectId()),
                column("Why", Shown::reason));
    }
}
