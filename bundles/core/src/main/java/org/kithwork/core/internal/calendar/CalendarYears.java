package org.kithwork.core.internal.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kithwork.audit.Audit;
import org.kithwork.company.Company;
import org.kithwork.core.internal.calendar.store.CalendarStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows a year of working days, and takes its imported announcement back. */
@Component(service = CalendarYears.class)
public final class CalendarYears {

    private static final int MONTHS = 12;

    private final CalendarTable table;
    private final CalendarStore store;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Company company;
    private final Clock clock;

    @Activate
    public CalendarYears(
            @Reference CalendarTable table,
            @Reference CalendarStore store,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Company company,
            @Reference Clock clock) {
        this.table = table;
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.company = company;
        this.clock = clock;
    }

    /** The year in the company's zone. */
    public int current() {
        return clock.instant().atZone(company.zone()).getYear();
    }

    public CalendarYear get(int year, Locale locale) {
        access.require(CalendarPermissions.VIEW);
        checkYear(year);
        var said = table.days(year);
        var months = new ArrayList<Integer>();
        for (int month = 1; month <= MONTHS; month++) {
            var first = LocalDate.of(year, month, 1);
            months.add((int) first.datesUntil(first.plusMonths(1))
                    .filter(date -> CalendarTable.isWorking(said.get(date), date))
                    .count());
        }
        return new CalendarYear(
                year,
                table.announcedBy(year),
                months.stream().mapToInt(Integer::intValue).sum(),
                months,
                named(said.values().stream().toList(), locale));
    }

    /** Takes an imported announcement back; what comes with the product, or weekdays, count again. */
    public void remove(int year) {
        access.require(CalendarPermissions.EDIT);
        checkYear(year);
        transactions.run(() -> {
            if (!store.forget(year)) {
                throw Problem.notFound(Message.of(CalendarYears.class, "thing.announcement"));
            }
            store.clear(year);
            audit.record(new Audit.Entry(
                    "calendar-year.removed", "core:calendar-year", Integer.toString(year), null, Map.of(), null));
        });
    }

    private static List<CalendarDay> named(List<CalendarDay> days, Locale locale) {
        return days.stream().map(day -> named(day, locale)).toList();
    }

    /** The day with the name of a shipped holiday in the language asked for. */
    static CalendarDay named(CalendarDay day, Locale locale) {
        if (day.source() != DaySource.SHIPPED || day.name() == null) {
            return day;
        }
        var name = Message.of(CalendarYears.class, day.name()).text(locale);
        return new CalendarDay(day.date(), day.working(), name, day.source(), day.announced(), day.version());
    }

    private static void checkYear(int year) {
        if (year < CalendarTable.FIRST_YEAR || year > CalendarTable.LAST_YEAR) {
            throw Problem.notFound(Message.of(CalendarYears.class, "thing.year"));
        }
    }
}
