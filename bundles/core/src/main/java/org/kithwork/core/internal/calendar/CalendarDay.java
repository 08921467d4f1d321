package org.kithwork.core.internal.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day that is not as its weekday says, or that somebody said something about.
 *
 * @param name of the holiday, or why the company works or not
 * @param announced whether it would be a working day if the company had not entered it; only on days of the company
 * @param version for the next change; only on days of the company
 */
public record CalendarDay(
        LocalDate date,
        boolean working,
        @Nullable String name,
        DaySource source,
        @Nullable Boolean announced,
        @Nullable Long version) {}
