package org.kithwork.core.internal.access.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:transfer}. */
@Service
@Command(
        scope = "user",
        name = "transfer",
        description = "Moves a user to other stores or another team; past records stay with the old store")
@Requires("core:user:edit")
public final class UserTransferCommand extends ShellCommand {

    @Argument(index = 0, name = "username", required = true, description = "The user's name")
    @Completion(UserCompleter.class)
    String username = "";

    @Argument(index = 1, name = "stores", required = true, multiValued = true, description = "The ids of his stores")
    List<String> stores = List.of();

    @Option(name = "--team", description = "The id of his team; without it he stays in his")
    @Nullable
    String team;

    @Reference
    UserAdmin users;

    @Override
    protected void run(Output out) {
        var user = users.move(users.byUsername(username), stores, team, Locale.ENGLISH);
        out.say(user.username() + " works now in: " + String.join(", ", user.stores()), user);
    }
}
