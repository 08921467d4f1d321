package org.kithwork.core.internal.access.command;

import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code role:delete}. */
@Service
@Command(scope = "role", name = "delete", description = "Removes a role that nobody holds")
@Requires("core:role:delete")
public final class RoleDeleteCommand extends ShellCommand {

    @Argument(index = 0, name = "role", required = true, description = "The role, by its word or id")
    @Completion(RoleCompleter.class)
    String role = "";

    @Option(name = "--dry-run", description = "Only says whether it could be removed")
    boolean dryRun;

    @Reference
    RoleAdmin roles;

    @Override
    protected void run(Output out) {
        var id = roles.id(role);
        if (dryRun) {
            var found = roles.removable(id, Locale.ENGLISH);
            out.say(found.name() + " would be removed; nobody holds it", found);
        } else {
            roles.delete(id);
            out.say("Removed " + role, Map.of("id", id));
        }
    }
}
