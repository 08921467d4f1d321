package org.kithwork.core.internal.access.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code role:revoke}. */
@Service
@Command(scope = "role", name = "revoke", description = "Takes a permission from a role")
@Requires("core:role:edit")
public final class RoleRevokeCommand extends ShellCommand {

    @Argument(index = 0, name = "role", required = true, description = "The role, by its word or id")
    @Completion(RoleCompleter.class)
    String role = "";

    @Argument(index = 1, name = "permission", required = true, description = "Such as core:customer:view")
    @Completion(PermissionCompleter.class)
    String permission = "";

    @Option(name = "--dry-run", description = "Only says how many users would lose it")
    boolean dryRun;

    @Reference
    RoleAdmin roles;

    @Override
    protected void run(Output out) {
        var found = roles.get(roles.id(role), Locale.ENGLISH);
        var grants = found.grants().stream()
                .filter(right -> !permission.equals(right.permission()))
                .toArray(RoleAdmin.Grant[]::new);
        if (grants.length == found.grants().size()) {
            throw Problem.invalid("/permission", Message.of(RoleAdmin.class, "permission-not-held"));
        }
        if (dryRun) {
            out.say(found.name() + " would lose " + permission + "; users of the role: " + found.users(), found);
        } else {
            var changed =
                    roles.change(found.id(), found.version(), new Members().with("grants", grants), Locale.ENGLISH);
            out.say(changed.name() + " has no longer " + permission, changed);
        }
    }
}
