package org.kithwork.core.internal.calendar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A year of working days.
 *
 * @param announcedBy where the holidays are known from; absent where nobody has announced them yet, and weekdays count
 * @param workingDays how many there are
 * @param months how many there are in each month, January first
 * @param days those that are not as their weekday says, in their order
 */
public record CalendarYear(
        int year, @Nullable DaySource announcedBy, int workingDays, List<Integer> months, List<CalendarDay> days) {

    public CalendarYear {
        months = List.copyOf(months);
        days = List.copyOf(days);
    }
}
