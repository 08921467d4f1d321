package org.kithwork.core.internal.access.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:roles}. */
@Service
@Command(scope = "user", name = "roles", description = "Gives a user these roles in the place of those he has")
@Requires("core:user:edit")
public final class UserRolesCommand extends ShellCommand {

    @Argument(index = 0, name = "username", required = true, description = "The user's name")
    @Completion(UserCompleter.class)
    String username = "";

    @Argument(index = 1, name = "roles", required = true, multiValued = true, description = "Roles, by word or id")
    @Completion(RoleCompleter.class)
    List<String> roles = List.of();

    @Reference
    UserAdmin users;

    @Reference
    RoleAdmin roleAdmin;

    @Override
    protected void run(Output out) {
        var user = users.setRoles(users.byUsername(username), roleAdmin.ids(roles), Locale.ENGLISH);
        out.say(user.username() + " has now: " + String.join(", ", user.roleNames()), user);
    }
}
