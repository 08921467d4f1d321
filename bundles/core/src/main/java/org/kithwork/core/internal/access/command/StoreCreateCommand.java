package org.kithwork.core.internal.access.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.Places;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code store:create}. */
@Service
@Command(scope = "store", name = "create", description = "Creates a store")
@Requires("core:store:create")
public final class StoreCreateCommand extends ShellCommand {

    @Argument(name = "name", required = true, description = "The store's name")
    String name = "";

    @Option(name = "--below", description = "The id of the store above it")
    @Nullable
    String parent;

    @Reference
    Places places;

    @Override
    protected void run(Output out) {
        var store = places.createStore(new Places.StoreDraft(name, parent, null));
        out.say("Created " + store.id(), store);
    }
}
