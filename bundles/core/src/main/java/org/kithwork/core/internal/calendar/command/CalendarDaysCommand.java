package org.kithwork.core.internal.calendar.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.calendar.CalendarDay;
import org.kithwork.core.internal.calendar.CalendarYears;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code calendar:days}. */
@Service
@Command(scope = "calendar", name = "days", description = "Lists the holidays and make-up days of a year")
@Requires("core:calendar:view")
public final class CalendarDaysCommand extends ShellCommand {

    @Argument(name = "year", description = "The year; this one where it is not said")
    int year;

    @Reference
    CalendarYears years;

    @Override
    protected void run(Output out) {
        out.list(
                years.get(year == 0 ? years.current() : year, Locale.ENGLISH).days(),
                column("Day", CalendarDay::date),
                column("Kind", day -> day.working() ? CalendarAddCommand.WORK : CalendarAddCommand.OFF),
                column("Name", CalendarDay::name),
                column("Source", CalendarDay::source));
    }
}
