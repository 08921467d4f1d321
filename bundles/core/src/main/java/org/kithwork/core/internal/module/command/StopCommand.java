package org.kithwork.core.internal.module.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** Stop a module; requests to it are answered 503 until it is started. */
@Service
@Command(
        scope = "module",
        name = "stop",
        description = "Stop a module; requests to it are answered 503 until it is started")
@Requires("core:module:edit")
public class StopCommand extends ModuleCommand {

    @Reference
    Modules modules;

    @Argument(name = "module", required = true, description = "The word of the module")
    @Completion(ModuleCompleter.class)
    String module;

    @Override
    protected void run(Output out) {
        show(out, modules.stop(module, LANGUAGE));
    }
}
