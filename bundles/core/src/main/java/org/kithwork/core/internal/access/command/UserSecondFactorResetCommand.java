package org.kithwork.core.internal.access.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.SecondFactorAdmin;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:second-factor-reset}. */
@Service
@Command(
        scope = "user",
        name = "second-factor-reset",
        description = "Takes the second factor from a user who has lost his app and his recovery codes")
@Requires("core:user:edit")
public final class UserSecondFactorResetCommand extends ShellCommand {

    @Argument(name = "username", required = true, description = "The user's name")
    @Completion(UserCompleter.class)
    String username = "";

    @Option(name = "--dry-run", description = "Only says whether there is one to take")
    boolean dryRun;

    @Reference
    UserAdmin users;

    @Reference
    SecondFactorAdmin factors;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            var has = factors.isResettable(users.byUsername(username));
            out.say(
                    username + (has ? " would lose the second factor" : " has no second factor"),
                    Map.of("username", username, "secondFactor", has));
            return;
        }
        factors.reset(users.byUsername(username));
        out.say(username + " has no second factor now", Map.of("username", username));
    }
}
