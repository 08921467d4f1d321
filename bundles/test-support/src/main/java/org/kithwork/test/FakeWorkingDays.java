package org.kithwork.test;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.kithwork.calendar.WorkingDays;

/** Monday to Friday, but for the days that a test names. */
public final class FakeWorkingDays implements WorkingDays {

    private final Set<LocalDate> off = new HashSet<>();
    private final Set<LocalDate> working = new HashSet<>();

    /** Has these be no working days. */
    public FakeWorkingDays off(String... days) {
        for (var day : days) {
            off.add(LocalDate.parse(day));
        }
        return this;
    }

    /** Has these be working days. */
    public FakeWorkingDays working(String... days) {
        for (var day : days) {
            working.add(LocalDate.parse(day));
        }
        return this;
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        if (off.contains(day)) {
            return false;
        }
        return working.contains(day)
                || (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);
    }

    @Override
    public LocalDate onOrAfter(LocalDate day) {
        return step(day.minusDays(1), 1);
    }

    @Override
    public LocalDate onOrBefore(LocalDate day) {
        return step(day.plusDays(1), -1);
    }

    @Override
    public LocalDate plus(LocalDate day, int days) {
        return IntStream.range(0, Math.abs(days))
                .boxed()
                .reduce(day, (at, ignored) -> step(at, Integer.signum(days)), (one, other) -> other);
    }

    @Override
    public int between(LocalDate from, LocalDate to) {
        return to.isAfter(from)
                ? (int) from.datesUntil(to).filter(this::isWorkingDay).count()
                : 0;
    }

    @Override
    public boolean isAnnounced(int year) {
        return true;
    }

    private LocalDate step(LocalDate day, int direction) {
        var next = day.plusDays(direction);
        while (!isWorkingDay(next)) {
            next = next.plusDays(direction);
        }
        return next;
    }
}
