package org.kithwork.core.internal.calendar.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.calendar.CalendarYear;
import org.kithwork.core.internal.calendar.CalendarYears;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code calendar:show}. */
@Service
@Command(scope = "calendar", name = "show", description = "Shows how many working days a year has")
@Requires("core:calendar:view")
public final class CalendarShowCommand extends ShellCommand {

    @Argument(name = "year", description = "The year; this one where it is not said")
    int year;

    @Reference
    CalendarYears years;

    @Override
    protected void run(Output out) {
        out.record(
                years.get(year == 0 ? years.current() : year, Locale.ENGLISH),
                column("Year", CalendarYear::year),
                column("Working days", CalendarYear::workingDays),
                column("By month", CalendarYear::months),
                column("Holidays", shown -> shown.announcedBy() == null ? "not announced, weekdays count" : "known"));
    }
}
