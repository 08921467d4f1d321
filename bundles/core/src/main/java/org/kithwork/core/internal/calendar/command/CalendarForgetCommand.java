package org.kithwork.core.internal.calendar.command;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.calendar.CalendarYears;
import org.kithwork.core.internal.calendar.DaySource;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code calendar:forget}. */
@Service
@Command(scope = "calendar", name = "forget", description = "Takes the imported holidays of a year back")
@Requires("core:calendar:edit")
public final class CalendarForgetCommand extends ShellCommand {

    @Argument(name = "year", required = true, description = "The year")
    int year;

    @Option(name = "--dry-run", description = "Only says what counts now")
    boolean dryRun;

    @Reference
    CalendarYears years;

    @Override
    protected void run(Output out) {
        var shown = years.get(year, Locale.ENGLISH);
        if (shown.announcedBy() != DaySource.IMPORTED) {
            throw Problem.notFound(Message.of(CalendarYears.class, "thing.announcement"));
        }
        if (dryRun) {
            out.say(
                    "The imported holidays of " + year + ", with " + shown.workingDays()
                            + " working days, would be taken back",
                    shown);
        } else {
            years.remove(year);
            out.say("The imported holidays of " + year + " are taken back", shown);
        }
    }
}
