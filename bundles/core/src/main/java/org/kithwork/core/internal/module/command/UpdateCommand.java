package org.kithwork.core.internal.module.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** Put another version of a module in the place of the one that runs. */
@Service
@Command(
        scope = "module",
        name = "update",
        description = "Put another version of a module in the place of the one that runs")
@Requires("core:module:edit")
public class UpdateCommand extends ModuleCommand {

    @Reference
    Modules modules;

    @Argument(index = 0, name = "module", required = true, description = "The word of the module")
    @Completion(ModuleCompleter.class)
    String module;

    @Argument(index = 1, name = "version", description = "The version; the newest one if it is left out")
    @Nullable
    String version;

    @Override
    protected void run(Output out) {
        show(out, modules.update(module, version, LANGUAGE));
    }
}
