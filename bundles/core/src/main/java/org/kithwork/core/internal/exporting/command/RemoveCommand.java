package org.kithwork.core.internal.exporting.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.exporting.ExportDesk;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code export:remove}. */
@Service
@Command(scope = "export", name = "remove", description = "Stops an export, or throws its file away")
@Requires("core:export:view")
public final class RemoveCommand extends ShellCommand {

    @Argument(name = "id", required = true, description = "The export's id")
    @Completion(ExportCompleter.class)
    String id = "";

    @Option(name = "--dry-run", description = "Only says which file would go")
    boolean dryRun;

    @Reference
    ExportDesk desk;

    @Override
    protected void run(Output out) {
        var view = desk.get(id, Locale.ENGLISH);
        if (dryRun) {
            out.say("Export of " + view.rows() + " customers would go; it is " + view.state() + ".", view);
            return;
        }
        desk.remove(id);
        var after = desk.get(id, Locale.ENGLISH);
        out.say("Export " + id + " is " + after.state() + ".", after);
    }
}
