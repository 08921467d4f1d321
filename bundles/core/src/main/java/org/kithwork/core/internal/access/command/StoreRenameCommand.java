package org.kithwork.core.internal.access.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.Places;
import org.kithwork.permission.Requires;
import org.kithwork.permission.StoreId;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code store:rename}. */
@Service
@Command(scope = "store", name = "rename", description = "Gives a store another name")
@Requires("core:store:edit")
public final class StoreRenameCommand extends ShellCommand {

    @Argument(index = 0, name = "store", required = true, description = "The store's id")
    @Completion(StoreCompleter.class)
    String store = "";

    @Argument(index = 1, name = "name", required = true, description = "Its new name")
    String name = "";

    @Reference
    Places places;

    @Override
    protected void run(Output out) {
        var found = places.store(new StoreId(store));
        var renamed = places.changeStore(new StoreId(store), found.version(), new Members().with("name", name));
        out.say("Renamed " + store + " to " + renamed.name(), renamed);
    }
}
