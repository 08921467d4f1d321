package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.core.internal.access.RoleAdmin.Role;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code role:show}. */
@Service
@Command(scope = "role", name = "show", description = "Shows what a role gives")
@Requires("core:role:view")
public final class RoleShowCommand extends ShellCommand {

    @Argument(index = 0, name = "role", required = true, description = "The role, by its word or id")
    @Completion(RoleCompleter.class)
    String role = "";

    @Reference
    RoleAdmin roles;

    @Override
    protected void run(Output out) {
        var found = roles.get(roles.id(role), Locale.ENGLISH);
        out.record(
                found,
                column("Id", Role::id),
                column("Word", Role::word),
                column("Name", Role::name),
                column("Users", Role::users),
                column("Second factor", Role::secondFactor),
                column("Rights", given -> lines(given.grants(), right -> right.permission() + " " + right.scope())),
                column(
                        "Members",
                        given -> lines(
                                given.fields(), field -> field.object() + " " + field.field() + " " + field.access())));
    }

    private static <T> String lines(List<T> items, Function<T, String> text) {
        return items.stream().map(text).sorted().collect(Collectors.joining(", "));
    }
}
