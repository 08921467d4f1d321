package org.kithwork.core.internal.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.calendar.store.AnnouncedEntity;
import org.kithwork.core.internal.calendar.store.CalendarStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes announcements in: each replaces what was announced for its year, and nothing that the company says itself. */
@Component(service = CalendarImports.class)
public final class CalendarImports {

    private final CalendarTable table;
    private final CalendarStore store;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public CalendarImports(
            @Reference CalendarTable table,
            @Reference CalendarStore store,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.table = table;
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A file; raw.
     *
     * @param content its text
     * @param dryRun whether it is only read
     */
    public record Draft(@Nullable String content, @Nullable Boolean dryRun) {}

    /** What was taken in, or would be. */
    public record Result(List<Year> years, boolean dryRun) {}

    /**
     * A year of it.
     *
     * @param off days without work that it announces
     * @param working days with work that it announces
     * @param changed days that are another kind of day than before
     * @param kept days about which the company says something else, which counts
     */
    public record Year(int year, int off, int working, int changed, int kept) {}

    public Result take(Draft draft) {
        access.require(CalendarPermissions.EDIT);
        var announcements = AnnouncementReader.read(draft.content());
        var trial = Boolean.TRUE.equals(draft.dryRun());
        return transactions.call(() -> new Result(
                announcements.stream()
                        .map(announcement -> take(announcement, trial))
                        .toList(),
                trial));
    }

    private Year take(Announcement announcement, boolean trial) {
        int year = announcement.year();
        var result = compare(announcement);
        if (!trial) {
            store.take(
                    year,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    access.actor().id());
            store.clear(year);
            announcement.days().forEach(day -> store.announce(row(year, day)));
            audit.record(new Audit.Entry(
                    "calendar-year.imported",
                    "core:calendar-year",
                    Integer.toString(year),
                    null,
                    Map.of("off", result.off(), "working", result.working(), "changed", result.changed()),
                    null));
        }
        return result;
    }

    private Year compare(Announcement announcement) {
        var before = new HashMap<LocalDate, CalendarDay>();
        for (int year = announcement.year() - 1; year <= announcement.year() + 1; year++) {
            before.putAll(table.days(year));
        }
        var after = new HashMap<LocalDate, AnnouncedDay>();
        announcement.days().forEach(day -> after.put(day.date(), day));
        int changed = 0;
        int kept = 0;
        var year = LocalDate.of(announcement.year(), 1, 1);
        for (var date : year.minusYears(1).datesUntil(year.plusYears(2)).toList()) {
            var said = before.get(date);
            var next = after.get(date);
            if (next == null && date.getYear() != announcement.year()) {
                continue;
            }
            var working = next == null ? CalendarTable.isWeekday(date) : next.working();
            if (said != null && said.source() == DaySource.COMPANY) {
                kept += said.working() == working ? 0 : 1;
            } else if (CalendarTable.isWorking(said, date) != working) {
                changed++;
            }
        }
        int off =
                (int) announcement.days().stream().filter(day -> !day.working()).count();
        return new Year(announcement.year(), off, announcement.days().size() - off, changed, kept);
    }

    private static AnnouncedEntity row(int year, AnnouncedDay day) {
        var row = new AnnouncedEntity();
        row.date = day.date().toString();
        row.year = year;
        row.working = day.working();
        row.name = day.name();
        return row;
    }
}
