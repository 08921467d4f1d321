package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.TokenAdmin;
import org.kithwork.core.internal.access.TokenAdmin.Token;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code token:list}. */
@Service
@Command(scope = "token", name = "list", description = "Lists the API tokens")
@Requires("core:token:view")
public final class TokenListCommand extends ShellCommand {

    @Reference
    TokenAdmin tokens;

    @Override
    protected void run(Output out) {
        out.list(
                tokens.list(PageRequest.first(PageRequest.MAX_LIMIT)).items(),
                column("Id", Token::id),
                column("Name", Token::name),
                column("Owner", Token::ownerName),
                column("Until", Token::expiresAt),
                column("Last used", Token::lastUsedAt),
                column("Rights", token -> String.join(" ", token.scopes())));
    }
}
