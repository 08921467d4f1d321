package org.kithwork.core.internal.module.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.kithwork.core.internal.module.Updates;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** Add the package of a newer core. */
@Service
@Command(
        scope = "update",
        name = "add",
        description = "Check the package of a newer core and keep it; nothing else happens")
@Requires("core:module:create")
public class UpdateAddCommand extends UpdateSetCommand {

    @Reference
    Updates updates;

    @Argument(name = "file", required = true, description = "kithwork-core-<version>.kar on the machine of Kithwork")
    @Completion(FileCompleter.class)
    String file;

    @Override
    protected void run(Output out) {
        show(out, ofFile(file, updates::add));
    }
}
