package org.kithwork.core.internal.journal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.journal.JournalDesk;
import org.kithwork.core.internal.journal.ParkedEvent;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** List the events that handlers could not take. */
@Service
@Command(scope = "journal", name = "parked", description = "List the events that handlers could not take")
@Requires("core:journal:view")
public class ParkedCommand extends ShellCommand {

    @Reference
    JournalDesk desk;

    @Option(name = "--all", description = "Those as well that wait behind them")
    boolean all;

    @Option(name = "--limit", description = "How many at most")
    int limit = 50;

    @Option(name = "--after", description = "Only those after this id")
    String after = "";

    @Override
    protected void run(Output out) {
        var request = new PageRequest(Math.max(1, limit), after.isEmpty() ? null : after);
        var found = all ? desk.parkedAndWaiting(request) : desk.parked(request);
        out.list(
                found.stream().limit(request.limit()).toList(),
                Output.column("Id", ParkedEvent::id),
                Output.column("Handler", ParkedEvent::handler),
                Output.column("Event", ParkedEvent::eventType),
                Output.column("Customer", ParkedEvent::customer),
                Output.column("State", ParkedEvent::state),
                Output.column("Attempts", ParkedEvent::attempts),
                Output.column("Reason", ParkedEvent::reason),
                Output.column("Since", ParkedEvent::parkedAt));
    }
}
