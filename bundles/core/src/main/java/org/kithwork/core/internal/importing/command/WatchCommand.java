package org.kithwork.core.internal.importing.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code import:watch}. */
@Service
@Command(scope = "import", name = "watch", description = "Follows an import; Ctrl-C stops watching only")
@Requires("core:import:view")
public final class WatchCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The import's id")
    @Completion(ImportCompleter.class)
    String id = "";

    @Reference
    ImportDesk desk;

    @Override
    protected void run(Output out) {
        Watching.follow(desk, id, out);
    }
}
