package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.core.internal.access.UserAdmin.User;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:list}. */
@Service
@Command(scope = "user", name = "list", description = "Lists the users")
@Requires("core:user:view")
public final class UserListCommand extends ShellCommand {

    @Option(name = "--limit", description = "How many at most, from 1 to 200")
    int limit = 200;

    @Reference
    UserAdmin users;

    @Reference
    Paging paging;

    @Override
    protected void run(Output out) {
        out.list(
                users.list(paging.request(limit, null), Locale.ENGLISH).items(),
                column("Id", User::id),
                column("Name", User::username),
                column("Shown as", User::displayName),
                column("Roles", user -> String.join(", ", user.roleNames())),
                column("Active", User::active),
                column("Second factor", User::secondFactor),
                column("Last seen", User::lastSeenAt));
    }
}
