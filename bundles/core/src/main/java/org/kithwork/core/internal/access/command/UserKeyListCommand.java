package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.SshKeyAdmin;
import org.kithwork.core.internal.access.SshKeyAdmin.Key;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:key-list}. */
@Service
@Command(
        scope = "user",
        name = "key-list",
        description = "Lists the public keys with which a user signs in to the shell")
@Requires("core:user:view")
public final class UserKeyListCommand extends ShellCommand {

    @Argument(index = 0, name = "username", required = true, description = "The user's name")
    @Completion(UserCompleter.class)
    String username = "";

    @Reference
    UserAdmin users;

    @Reference
    SshKeyAdmin keys;

    @Override
    protected void run(Output out) {
        out.list(
                keys.listOf(users.byUsername(username)),
                column("Id", Key::id),
                column("Name", Key::name),
                column("Fingerprint", Key::fingerprint),
                column("Last used", Key::lastUsedAt));
    }
}
