package org.kithwork.core.internal.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.kithwork.calendar.WorkingDays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts working days. */
@Component(service = WorkingDays.class)
public final class WorkingDayTable implements WorkingDays {

    private static final int MOST_STEPS = 10_000;
    private static final int MOST_DAYS = 20_000;

    private final CalendarTable table;

    @Activate
    public WorkingDayTable(@Reference CalendarTable table) {
        this.table = table;
    }

    /** The years that one answer needs, each read once. */
    private final class Years {

        private final Map<Integer, Map<LocalDate, CalendarDay>> read = new HashMap<>();

        boolean isWorking(LocalDate day) {
            return CalendarTable.isWorking(
                    read.computeIfAbsent(day.getYear(), table::days).get(day), day);
        }

        LocalDate step(LocalDate day, int direction) {
            var next = day.plusDays(direction);
            while (!isWorking(next)) {
                next = next.plusDays(direction);
            }
            return next;
        }
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return new Years().isWorking(day);
    }

    @Override
    public LocalDate onOrAfter(LocalDate day) {
        return new Years().step(day.minusDays(1), 1);
    }

    @Override
    public LocalDate onOrBefore(LocalDate day) {
        return new Years().step(day.plusDays(1), -1);
    }

    @Override
    public LocalDate plus(LocalDate day, int days) {
        if (Math.abs((long) days) > MOST_STEPS) {
            throw new IllegalArgumentException("At most " + MOST_STEPS + " working days: " + days);
        }
        var years = new Years();
        var end = day;
        for (int left = Math.abs(days); left > 0; left--) {
            end = years.step(end, Integer.signum(days));
        }
        return end;
    }

    @Override
    public int between(LocalDate from, LocalDate to) {
        if (!to.isAfter(from)) {
            return 0;
        }
        if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw new IllegalArgumentException("At most " + MOST_DAYS + " days: from " + from + " to " + to);
        }
        var years = new Years();
        return (int) from.datesUntil(to).filter(years::isWorking).count();
    }

    @Override
    public boolean isAnnounced(int year) {
        return table.announcedBy(year) != null;
    }
}
