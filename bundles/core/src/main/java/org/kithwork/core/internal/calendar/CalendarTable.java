package org.kithwork.core.internal.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.core.internal.calendar.store.CalendarStore;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lays what the company says over what was announced, a year at a time; for the system itself. */
@Component(service = CalendarTable.class)
public final class CalendarTable {

    static final int FIRST_YEAR = 1970;
    static final int LAST_YEAR = 2199;

    private final CalendarStore store;
    private final Company company;
    private final Transactions transactions;

    @Activate
    public CalendarTable(
            @Reference CalendarStore store, @Reference Company company, @Reference Transactions transactions) {
        this.store = store;
        this.company = company;
        this.transactions = transactions;
    }

    /** What somebody said about days of the year, as it counts; shipped names are keys of texts. */
    SortedMap<LocalDate, CalendarDay> days(int year) {
        var days = new TreeMap<LocalDate, CalendarDay>();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return days;
        }
        transactions.run(() -> {
            days.clear();
            if (!store.isImported(year)) {
                ShippedDays.of(year, company.zone())
                        .forEach(day -> days.put(day.date(), announced(day, DaySource.SHIPPED)));
            }
            store.announced(year).forEach(row -> {
                var day = new AnnouncedDay(LocalDate.parse(row.date), row.working, row.name);
                days.put(day.date(), announced(day, DaySource.IMPORTED));
            });
            store.company(year).forEach(row -> {
                var date = LocalDate.parse(row.date);
                var before = isWorking(days.get(date), date);
                days.put(
                        date,
                        new CalendarDay(date, row.working, name(row.name), DaySource.COMPANY, before, row.version));
            });
        });
        return days;
    }

    /** Where the year's holidays are known from; {@code null} where nobody has announced them. */
    @Nullable
    DaySource announcedBy(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return null;
        }
        if (transactions.call(() -> store.isImported(year))) {
            return DaySource.IMPORTED;
        }
        return ShippedDays.of(year, company.zone()).isEmpty() ? null : DaySource.SHIPPED;
    }

    /** What a day is of which this was said, or nothing. */
    static boolean isWorking(@Nullable CalendarDay said, LocalDate date) {
        return said == null ? isWeekday(date) : said.working();
    }

    static boolean isWeekday(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private static CalendarDay announced(AnnouncedDay day, DaySource source) {
        return new CalendarDay(day.date(), day.working(), name(day.name()), source, null, null);
    }

    private static @Nullable String name(String stored) {
        return stored.isEmpty() ? null : stored;
    }
}
