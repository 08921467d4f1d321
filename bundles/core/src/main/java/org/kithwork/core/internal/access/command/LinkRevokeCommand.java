package org.kithwork.core.internal.access.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.LinkAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code link:revoke}. */
@Service
@Command(scope = "link", name = "revoke", description = "Ends a personal link at once")
@Requires("core:link:delete")
public final class LinkRevokeCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The id of the link")
    String id = "";

    @Option(name = "--dry-run", description = "Only says which link would end")
    boolean dryRun;

    @Reference
    LinkAdmin links;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            var link = links.revocable(id);
            out.say(link.name() + " of " + link.ownerName() + " would end", link);
            return;
        }
        links.revoke(id);
        out.say("Revoked " + id, Map.of("id", id));
    }
}
