package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.core.internal.access.RoleAdmin.Role;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code role:list}. */
@Service
@Command(scope = "role", name = "list", description = "Lists the roles")
@Requires("core:role:view")
public final class RoleListCommand extends ShellCommand {

    @Reference
    RoleAdmin roles;

    @Override
    protected void run(Output out) {
        out.list(
                roles.list(PageRequest.first(PageRequest.MAX_LIMIT), Locale.ENGLISH)
                        .items(),
                column("Id", Role::id),
                column("Word", Role::word),
                column("Name", Role::name),
                column("Users", Role::users),
                column("Rights", role -> role.grants().size()));
    }
}
