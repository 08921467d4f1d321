package org.kithwork.core.internal.journal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.journal.JournalDesk;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** Try a parked event again at once. */
@Service
@Command(scope = "journal", name = "retry", description = "Try a parked event again at once")
@Requires("core:journal:edit")
public class RetryCommand extends ShellCommand {

    @Reference
    JournalDesk desk;

    @Argument(name = "id", required = true, description = "The id that journal:parked shows")
    String id;

    @Override
    protected void run(Output out) {
        desk.retry(id);
        out.say("Event will be tried again.", id);
    }
}
