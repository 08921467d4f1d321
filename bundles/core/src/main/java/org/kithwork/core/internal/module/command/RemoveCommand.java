package org.kithwork.core.internal.module.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;

/** Remove a module. */
@Service
@Command(scope = "module", name = "remove", description = "Remove a module; its data stays unless it is purged")
@Requires("core:module:delete")
public class RemoveCommand extends ModuleCommand {

    @Reference
    Modules modules;

    @Argument(name = "module", required = true, description = "The word of the module")
    @Completion(ModuleCompleter.class)
    String module;

    @Option(name = "--purge", description = "Remove its tables and all that is kept for it as well")
    boolean purge;

    @Option(name = "--backup", description = "The backup that holds the data; needed to purge")
    @Nullable
    String backup;

    @Option(name = "--dry-run", description = "Only says what would be removed, and which modules use it")
    boolean dryRun;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            show(out, modules.removal(module, purge, backup), Map.of());
            return;
        }
        show(out, modules.remove(module, purge, backup, LANGUAGE));
    }
}
