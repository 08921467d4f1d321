package org.kithwork.core.internal.access.command;

import java.util.ArrayList;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code role:grant}. */
@Service
@Command(scope = "role", name = "grant", description = "Lets a role do something, or in another scope than before")
@Requires("core:role:edit")
public final class RoleGrantCommand extends ShellCommand {

    @Argument(index = 0, name = "role", required = true, description = "The role, by its word or id")
    @Completion(RoleCompleter.class)
    String role = "";

    @Argument(index = 1, name = "permission", required = true, description = "Such as core:customer:view")
    @Completion(PermissionCompleter.class)
    String permission = "";

    @Argument(index = 2, name = "scope", required = true, description = "OWN, TEAM, STORE or ALL")
    @Completion(
            value = StringsCompleter.class,
            values = {"OWN", "TEAM", "STORE", "ALL"})
    String scope = "";

    @Reference
    RoleAdmin roles;

    @Override
    protected void run(Output out) {
        var found = roles.get(roles.id(role), Locale.ENGLISH);
        var grants = new ArrayList<>(found.grants());
        grants.removeIf(right -> permission.equals(right.permission()));
        grants.add(new RoleAdmin.Grant(permission, scope));
        var changed = roles.change(
                found.id(),
                found.version(),
                new Members().with("grants", grants.toArray(RoleAdmin.Grant[]::new)),
                Locale.ENGLISH);
        out.say(changed.name() + " has now " + permission + " " + scope, changed);
    }
}
