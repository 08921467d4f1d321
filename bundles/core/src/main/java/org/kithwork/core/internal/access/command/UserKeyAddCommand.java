package org.kithwork.core.internal.access.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.SshKeyAdmin;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:key-add}. */
@Service
@Command(scope = "user", name = "key-add", description = "Adds a public key with which a user signs in to the shell")
@Requires("core:user:edit")
public final class UserKeyAddCommand extends ShellCommand {

    @Argument(index = 0, name = "username", required = true, description = "The user's name")
    @Completion(UserCompleter.class)
    String username = "";

    @Argument(
            index = 1,
            name = "key",
            required = true,
            description = "The line of the file .pub, in quotes: ed25519, ecdsa, or rsa of 3072 bits or more")
    String key = "";

    @Reference
    UserAdmin users;

    @Reference
    SshKeyAdmin keys;

    @Override
    protected void run(Output out) {
        var added = keys.addTo(users.byUsername(username), new SshKeyAdmin.Draft(null, key));
        out.say("Added " + added.fingerprint(), added);
    }
}
