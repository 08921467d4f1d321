package org.kithwork.core.internal.journal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.journal.JournalDesk;
import org.kithwork.core.internal.journal.JournalStatus.HandlerStatus;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** Show how far each handler has come. */
@Service
@Command(scope = "journal", name = "status", description = "Show how far each handler has come")
@Requires("core:journal:view")
public class StatusCommand extends ShellCommand {

    @Reference
    JournalDesk desk;

    @Override
    protected void run(Output out) {
        out.list(
                desk.status(),
                Output.column("Handler", HandlerStatus::handler),
                Output.column("Module", HandlerStatus::module),
                Output.column("Here", handler -> handler.here() ? "yes" : "no"),
                Output.column("Behind", HandlerStatus::lag),
                Output.column("Parked", HandlerStatus::parked));
    }
}
