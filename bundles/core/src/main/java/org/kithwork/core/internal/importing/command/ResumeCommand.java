package org.kithwork.core.internal.importing.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code import:resume}. */
@Service
@Command(scope = "import", name = "resume", description = "Goes on with a paused or failed import")
@Requires("core:import:create")
public final class ResumeCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The import's id")
    @Completion(ImportCompleter.class)
    String id = "";

    @Reference
    ImportDesk desk;

    @Override
    protected void run(Output out) {
        var view = desk.resume(id, Locale.ENGLISH);
        out.say("Import " + view.id() + " is " + view.state() + ".", view);
    }
}
