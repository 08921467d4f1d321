package org.kithwork.core.internal.importing.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.core.internal.importing.ImportUndoDesk;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code import:undo}. */
@Service
@Command(
        scope = "import",
        name = "undo",
        description = "Takes back what an import created and nobody changed since; what it updated stays")
@Requires("core:import:delete")
public final class UndoCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The import's id")
    @Completion(ImportCompleter.class)
    String id = "";

    @Option(name = "--dry-run", description = "Only says how much would be taken back at most")
    boolean dryRun;

    @Reference
    ImportUndoDesk undo;

    @Reference
    ImportDesk desk;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            var view = undo.undoable(id, Locale.ENGLISH);
            var most = view.created() - view.removed();
            out.say("Of " + view.fileName() + " at most " + most + " records would be taken back.", view);
            return;
        }
        undo.undo(id, Locale.ENGLISH);
        Watching.follow(desk, id, out);
    }
}
