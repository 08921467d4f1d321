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
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:create}. */
@Service
@Command(scope = "user", name = "create", description = "Creates a user and prints the link for his first password")
@Requires("core:user:create")
public final class UserCreateCommand extends ShellCommand {

    @Argument(name = "username", required = true, description = "The name to sign in with")
    String username = "";

    @Option(name = "--name", description = "The name that others see")
    @Nullable
    String name;

    @Option(name = "--role", multiValued = true, description = "A role, by its word or id; may be given several times")
    @Completion(RoleCompleter.class)
    @Nullable
    List<String> roles;

    @Option(name = "--store", multiValued = true, description = "A store's id; may be given several times")
    @Nullable
    List<String> stores;

    @Reference
    UserAdmin users;

    @Reference
    RoleAdmin roleAdmin;

    @Override
    protected void run(Output out) {
        var made = users.create(
                new UserAdmin.Draft(
                        username, name, null, roleAdmin.ids(roles == null ? List.of() : roles), stores, null),
                Locale.ENGLISH);
        out.say("Created " + made.user().id() + "\nLink for the password (72 hours): " + made.passwordLink(), made);
    }
}
