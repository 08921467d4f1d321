package org.kithwork.core.internal.access.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code role:create}. */
@Service
@Command(scope = "role", name = "create", description = "Creates a role, which gives nothing yet")
@Requires("core:role:create")
public final class RoleCreateCommand extends ShellCommand {

    @Argument(name = "name", required = true, description = "The role's name")
    String name = "";

    @Option(name = "--second-factor", description = "Whoever holds it needs a second factor")
    boolean secondFactor;

    @Reference
    RoleAdmin roles;

    @Override
    protected void run(Output out) {
        var role = roles.create(new RoleAdmin.Draft(name, null, null, secondFactor), Locale.ENGLISH);
        out.say("Created " + role.id(), role);
    }
}
