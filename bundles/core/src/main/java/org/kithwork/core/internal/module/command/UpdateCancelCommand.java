package org.kithwork.core.internal.module.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.module.Updates;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** Let the next start try nothing. */
@Service
@Command(
        scope = "update",
        name = "cancel",
        description = "Let the next start try nothing, and forget what was taken back")
@Requires("core:module:edit")
public class UpdateCancelCommand extends UpdateSetCommand {

    @Reference
    Updates updates;

    @Override
    protected void run(Output out) {
        show(out, updates.cancel());
    }
}
