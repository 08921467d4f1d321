package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.Places;
import org.kithwork.core.internal.access.Places.Store;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code store:list}. */
@Service
@Command(scope = "store", name = "list", description = "Lists the stores")
@Requires("core:store:view")
public final class StoreListCommand extends ShellCommand {

    @Reference
    Places places;

    @Override
    protected void run(Output out) {
        out.list(
                places.stores(PageRequest.first(PageRequest.MAX_LIMIT)).items(),
                column("Id", Store::id),
                column("Name", Store::name),
                column("Below", Store::parentId),
                column("Active", Store::active));
    }
}
