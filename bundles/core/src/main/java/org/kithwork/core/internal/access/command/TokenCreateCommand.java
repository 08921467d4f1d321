package org.kithwork.core.internal.access.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.TokenAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code token:create}. Dangerous rights are granted in the console, which asks who one is. */
@Service
@Command(scope = "token", name = "create", description = "Makes an API token of your own and prints it once")
@Requires("core:token:create")
public final class TokenCreateCommand extends ShellCommand {

    @Argument(index = 0, name = "name", required = true, description = "What the token is for")
    String name = "";

    @Argument(index = 1, name = "rights", required = true, multiValued = true, description = "As core:customer:view")
    List<String> scopes = List.of();

    @Option(name = "--expires", description = "When it ends, as 2027-01-31T00:00:00Z; 90 days without it")
    @Nullable
    String expires;

    @Reference
    TokenAdmin tokens;

    @Override
    protected void run(Output out) {
        var token = tokens.create(new TokenAdmin.Draft(name, scopes, expires));
        out.say(token.token() + "\nIt is not shown again. Good until " + token.expiresAt(), token);
    }
}
