package org.kithwork.core.internal.access.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.Places;
import org.kithwork.permission.Requires;
import org.kithwork.permission.StoreId;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code store:move}. */
@Service
@Command(
        scope = "store",
        name = "move",
        description = "Puts a store below another one; rights of scope STORE follow at once")
@Requires("core:store:edit")
public final class StoreMoveCommand extends ShellCommand {

    @Argument(index = 0, name = "store", required = true, description = "The store's id")
    @Completion(StoreCompleter.class)
    String store = "";

    @Argument(
            index = 1,
            name = "below",
            description = "The id of the store above it; without it the store is at the top")
    @Completion(StoreCompleter.class)
    @Nullable
    String parent;

    @Reference
    Places places;

    @Override
    protected void run(Output out) {
        var found = places.store(new StoreId(store));
        var moved = places.changeStore(new StoreId(store), found.version(), new Members().with("parentId", parent));
        out.say(moved.name() + (parent == null ? " is at the top" : " is below " + parent), moved);
    }
}
