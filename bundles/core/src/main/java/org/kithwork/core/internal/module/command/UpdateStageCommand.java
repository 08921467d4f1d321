package org.kithwork.core.internal.module.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.Updates;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** Put an update aside for the next start. */
@Service
@Command(
        scope = "update",
        name = "stage",
        description = "Put an update of core and modules aside; the next start of Kithwork tries it")
@Requires("core:module:edit")
public class UpdateStageCommand extends UpdateSetCommand {

    @Reference
    Updates updates;

    @Option(name = "--backup", description = "A proven backup of the last 24 hours")
    @Nullable
    String backup;

    @Argument(
            name = "versions",
            multiValued = true,
            description = "1.2.0 for the core, archives=1.1.0 for a module; of what is left out the newest that fits")
    @Nullable
    List<String> versions;

    @Override
    protected void run(Output out) {
        show(out, updates.stage(wish(versions), backup));
    }
}
