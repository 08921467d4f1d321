package org.kithwork.core.internal.access.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.SshKeyAdmin;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:key-remove}. */
@Service
@Command(scope = "user", name = "key-remove", description = "Takes a public key from a user")
@Requires("core:user:edit")
public final class UserKeyRemoveCommand extends ShellCommand {

    @Argument(index = 0, name = "username", required = true, description = "The user's name")
    @Completion(UserCompleter.class)
    String username = "";

    @Argument(index = 1, name = "id", required = true, description = "The id of the key, as user:key-list shows it")
    String id = "";

    @Option(name = "--dry-run", description = "Only says which key would be taken")
    boolean dryRun;

    @Reference
    UserAdmin users;

    @Reference
    SshKeyAdmin keys;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            var key = keys.removable(users.byUsername(username), id);
            out.say(key.name() + " " + key.fingerprint() + " would be removed", key);
            return;
        }
        keys.removeFrom(users.byUsername(username), id);
        out.say("Removed " + id, Map.of("id", id));
    }
}
