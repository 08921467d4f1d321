package org.kithwork.core.internal.access.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.Places;
import org.kithwork.permission.Requires;
import org.kithwork.permission.StoreId;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code store:close}. */
@Service
@Command(
        scope = "store",
        name = "close",
        description = "Closes a store; its customers stay until store:transfer gives them to another")
@Requires("core:store:edit")
public final class StoreCloseCommand extends ShellCommand {

    @Argument(index = 0, name = "store", required = true, description = "The store's id")
    @Completion(StoreCompleter.class)
    String store = "";

    @Option(name = "--dry-run", description = "Only says what would be closed")
    boolean dryRun;

    @Reference
    Places places;

    @Override
    protected void run(Output out) {
        var found = places.store(new StoreId(store));
        if (dryRun) {
            out.say(found.name() + (found.active() ? " would be closed" : " is closed already"), found);
        } else {
            var closed = places.changeStore(new StoreId(store), found.version(), new Members().with("active", false));
            out.say("Closed " + closed.name(), closed);
        }
    }
}
