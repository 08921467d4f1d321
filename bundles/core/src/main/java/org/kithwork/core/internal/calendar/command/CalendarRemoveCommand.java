package org.kithwork.core.internal.calendar.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.calendar.CalendarDays;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code calendar:remove}. */
@Service
@Command(scope = "calendar", name = "remove", description = "Takes back what the company says about a day")
@Requires("core:calendar:edit")
public final class CalendarRemoveCommand extends ShellCommand {

    @Argument(name = "day", required = true, description = "The day, such as 2026-05-01")
    @Completion(CompanyDayCompleter.class)
    String date = "";

    @Option(name = "--dry-run", description = "Only says what it would be then")
    boolean dryRun;

    @Reference
    CalendarDays days;

    @Override
    protected void run(Output out) {
        var day = days.get(date);
        var then = Boolean.TRUE.equals(day.announced()) ? "a working day" : "no working day";
        if (dryRun) {
            out.say(date + " would be " + then + " again", day);
        } else {
            days.remove(date);
            out.say(date + " is " + then + " again", day);
        }
    }
}
