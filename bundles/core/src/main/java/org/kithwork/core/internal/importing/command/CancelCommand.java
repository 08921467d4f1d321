package org.kithwork.core.internal.importing.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code import:cancel}. */
@Service
@Command(scope = "import", name = "cancel", description = "Ends an import where it stands; what was imported stays")
@Requires("core:import:create")
public final class CancelCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The import's id")
    @Completion(ImportCompleter.class)
    String id = "";

    @Option(name = "--dry-run", description = "Only says which import would end, and how far it is")
    boolean dryRun;

    @Reference
    ImportDesk desk;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            var open = desk.cancellable(id, Locale.ENGLISH);
            out.say(
                    "Import of " + open.fileName() + " would end; it is " + open.state() + ", rows done: " + open.done()
                            + ".",
                    open);
            return;
        }
        var view = desk.cancel(id, Locale.ENGLISH);
        out.say("Import " + view.id() + " is " + view.state() + ".", view);
    }
}
