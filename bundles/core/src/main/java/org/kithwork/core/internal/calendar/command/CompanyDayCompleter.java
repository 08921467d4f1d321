package org.kithwork.core.internal.calendar.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.calendar.CalendarYears;
import org.kithwork.core.internal.calendar.DaySource;
import org.kithwork.shell.WordCompleter;

/** Completes the days of this year that the company entered. */
@Service
public final class CompanyDayCompleter extends WordCompleter {

    @Reference
    CalendarYears years;

    @Override
    protected List<String> words() {
        return years.get(years.current(), Locale.ENGLISH).days().stream()
                .filter(day -> day.source() == DaySource.COMPANY)
                .map(day -> day.date().toString())
                .toList();
    }
}
