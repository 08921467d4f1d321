package org.kithwork.core.internal.access.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:block}. */
@Service
@Command(scope = "user", name = "block", description = "Ends a user's sessions and lets him sign in no longer")
@Requires("core:user:edit")
public final class UserBlockCommand extends ShellCommand {

    @Argument(name = "username", required = true, description = "The user's name")
    @Completion(UserCompleter.class)
    String username = "";

    @Reference
    UserAdmin users;

    @Override
    protected void run(Output out) {
        var user = users.setActive(users.byUsername(username), false, Locale.ENGLISH);
        out.say("Blocked " + user.username(), user);
    }
}
