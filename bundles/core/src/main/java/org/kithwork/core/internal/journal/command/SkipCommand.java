package org.kithwork.core.internal.journal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.journal.JournalDesk;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** Leave a parked event out; those behind it go on. */
@Service
@Command(scope = "journal", name = "skip", description = "Leave a parked event out; those behind it go on")
@Requires("core:journal:edit")
public class SkipCommand extends ShellCommand {

    @Reference
    JournalDesk desk;

    @Argument(name = "id", required = true, description = "The id that journal:parked shows")
    String id;

    @Option(name = "--dry-run", description = "Only says which event would be left out")
    boolean dryRun;

    @Override
    protected void run(Output out) {
        if (dryRun) {
            var event = desk.skippable(id);
            out.say(event.eventType() + " would be left out for " + event.handler() + ".", event);
            return;
        }
        desk.skip(id);
        out.say("Event will be left out.", id);
    }
}
