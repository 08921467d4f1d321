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

/** {@code demo:load}. */
@Service
@Command(
        scope = "demo",
        name = "load",
        description = "Loads fictional customers of a trade with two years of history, and waits until they are there")
@Requires("demo:data:create")
public final class LoadCommand extends ShellCommand {

    @Argument(name = "trade", required = true, description = "hotel, catering, parcel or retail")
    @Completion(TradeCompleter.class)
    String trade = "";

    @Option(name = "--customers", description = "How many customers, at most 30000")
    int customers = 5000;

    @Option(name = "--seed", description = "Another number makes other people")
    long seed = 1;

    @Reference
    Demo demo;

    @Override
    protected void run(Output out) {
        var loaded = demo.load(trade, customers, seed, standing -> Lines.progress(out, standing));
        out.rewrite("");
        Lines.show(out, loaded);
    }
}
