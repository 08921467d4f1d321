package org.kithwork.demo.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.demo.internal.Demo;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code demo:remove}. */
@Service
@Command(
        scope = "demo",
        name = "remove",
        description = "Removes the demo data of a trade; what somebody changed or used since stays")
@Requires("demo:data:delete")
public final class RemoveCommand extends ShellCommand {

    @Argument(name = "trade", required = true, description = "hotel, catering, parcel or retail")
    @Completion(TradeCompleter.class)
    String trade = "";

    @Option(name = "--dry-run", description = "Only says what would be removed at most")
    boolean dryRun;

    @Reference
    Demo demo;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            Lines.show(out, demo.removable(trade));
            return;
        }
        var removed = demo.remove(trade, standing -> Lines.progress(out, standing));
        out.rewrite("");
        Lines.show(out, removed);
    }
}
