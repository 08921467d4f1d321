package org.kithwork.core.internal.module.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.module.Updates;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** Show how far updates are. */
@Service
@Command(
        scope = "update",
        name = "status",
        description = "Show the core that runs, what the next start tries, and what was taken back")
@Requires("core:module:view")
public class UpdateStatusCommand extends UpdateSetCommand {

    @Reference
    Updates updates;

    @Override
    protected void run(Output out) {
        show(out, updates.state());
    }
}
