package org.kithwork.demo.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.demo.internal.Demo;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code demo:list}. */
@Service
@Command(scope = "demo", name = "list", description = "Lists the demo data that is loaded")
@Requires("demo:data:view")
public final class ListCommand extends ShellCommand {

    @Reference
    Demo demo;

    @Override
    protected void run(Output out) {
        Lines.show(out, demo.list());
    }
}
