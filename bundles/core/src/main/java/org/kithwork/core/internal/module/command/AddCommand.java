package org.kithwork.core.internal.module.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.kithwork.core.internal.module.ModuleView;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** Add the package of a module. */
@Service
@Command(
        scope = "module",
        name = "add",
        description = "Check the package of a module and keep it; module:install installs it")
@Requires("core:module:create")
public class AddCommand extends ModuleCommand {

    @Reference
    Modules modules;

    @Argument(name = "file", required = true, description = "A KAR file on the machine that Kithwork runs on")
    @Completion(FileCompleter.class)
    String file;

    @Override
    protected void run(Output out) {
        ModuleView added = ofFile(file, (content, name) -> modules.add(content, name, LANGUAGE));
        show(out, added);
    }
}
