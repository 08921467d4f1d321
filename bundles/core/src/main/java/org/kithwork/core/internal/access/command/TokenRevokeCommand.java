package org.kithwork.core.internal.access.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.TokenAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code token:revoke}. */
@Service
@Command(scope = "token", name = "revoke", description = "Ends an API token at once")
@Requires("core:token:delete")
public final class TokenRevokeCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The token's id")
    String id = "";

    @Option(name = "--dry-run", description = "Only says which token would end")
    boolean dryRun;

    @Reference
    TokenAdmin tokens;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            var token = tokens.revocable(id);
            out.say(token.name() + " of " + token.ownerName() + " would end", token);
            return;
        }
        tokens.revoke(id);
        out.say("Revoked " + id, Map.of("id", id));
    }
}
