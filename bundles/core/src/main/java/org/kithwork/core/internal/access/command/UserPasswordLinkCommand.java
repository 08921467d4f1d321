package org.kithwork.core.internal.access.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:password-link}. */
@Service
@Command(scope = "user", name = "password-link", description = "Makes a link with which a user chooses a new password")
@Requires("core:user:edit")
public final class UserPasswordLinkCommand extends ShellCommand {

    @Argument(name = "username", required = true, description = "The user's name")
    @Completion(UserCompleter.class)
    String username = "";

    @Reference
    UserAdmin users;

    @Override
    protected void run(Output out) {
        var link = users.passwordLink(users.byUsername(username));
        out.say("Good for 72 hours, once: " + link, Map.of("passwordLink", link));
    }
}
