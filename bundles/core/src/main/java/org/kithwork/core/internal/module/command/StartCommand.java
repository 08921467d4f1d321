package org.kithwork.core.internal.module.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** Start a module that is stopped or failed. */
@Service
@Command(scope = "module", name = "start", description = "Start a module that is stopped or failed")
@Requires("core:module:edit")
public class StartCommand extends ModuleCommand {

    @Reference
    Modules modules;

    @Argument(name = "module", required = true, description = "The word of the module")
    @Completion(ModuleCompleter.class)
    String module;

    @Override
    protected void run(Output out) {
        show(out, modules.start(module, LANGUAGE));
    }
}
