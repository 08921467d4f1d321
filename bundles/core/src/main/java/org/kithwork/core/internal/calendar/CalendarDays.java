package org.kithwork.core.internal.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.calendar.store.CalendarStore;
import org.kithwork.core.internal.calendar.store.DayEntity;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Enters, corrects and removes what the company says about single days. */
@Component(service = CalendarDays.class)
public final class CalendarDays {

    private static final int LONGEST_NAME = 80;

    private final CalendarTable table;
    private final CalendarStore store;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public CalendarDays(
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

    /** A day to be; raw. */
    public record Draft(
            @Nullable String date,
            @Nullable Boolean working,
            @Nullable String name) {}

    /** What a patch may hold. */
    public record Change(
            @Nullable Boolean working, @Nullable String name) {}

    /** What the company says about the day. */
    public CalendarDay get(String date) {
        access.require(CalendarPermissions.VIEW);
        return view(day(date));
    }

    public CalendarDay add(Draft draft) {
        access.require(CalendarPermissions.EDIT);
        var faults = new Faults();
        var date = date(faults, draft.date());
        if (draft.working() == null) {
            faults.add("/working", "required");
        }
        var name = faults.optionalText("/name", draft.name(), LONGEST_NAME);
        faults.check();
        if (date == null) {
            throw new IllegalStateException("A fault was not named");
        }
        var row = new DayEntity();
        row.date = date.toString();
        row.working = Boolean.TRUE.equals(draft.working());
        row.name = name == null ? "" : name;
        row.version = 1;
        row.enteredBy = access.actor().id();
        row.enteredAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.call(() -> {
            if (!store.insert(row)) {
                throw Problem.conflict(Message.of(CalendarDays.class, "day-there", row.date));
            }
            note("calendar-day.added", row);
            return view(date);
        });
    }

    public CalendarDay change(String date, long version, Patch patch) {
        patch.allow(Change.class);
        access.require(CalendarPermissions.EDIT);
        var day = day(date);
        return transactions.call(() -> {
            var row = store.lock(day).orElseThrow(CalendarDays::notFound);
            if (row.version != version) {
                throw Problem.stale();
            }
            var faults = new Faults();
            if (patch.has("working")) {
                var working = patch.value("working", Boolean.class);
                if (working == null) {
                    faults.add("/working", "required");
                }
                row.working = Boolean.TRUE.equals(working);
            }
            if (patch.has("name")) {
                var name = faults.optionalText("/name", patch.text("name"), LONGEST_NAME);
                row.name = name == null ? "" : name;
            }
            faults.check();
            row.version++;
            store.flush();
            note("calendar-day.changed", row);
            return view(day);
        });
    }

    /** Takes back what the company says about the day; what was announced, or its weekday, counts again. */
    public void remove(String date) {
        access.require(CalendarPermissions.EDIT);
        var day = day(date);
        transactions.run(() -> {
            var row = store.lock(day).orElseThrow(CalendarDays::notFound);
            store.remove(row);
            note("calendar-day.removed", row);
        });
    }

    private CalendarDay view(LocalDate date) {
        var said = table.days(date.getYear()).get(date);
        if (said == null || said.source() != DaySource.COMPANY) {
            throw notFound();
        }
        return said;
    }

    private void note(String action, DayEntity row) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("date", row.date);
        detail.put("working", row.working);
        audit.record(new Audit.Entry(action, "core:calendar-day", row.date, null, detail, null));
    }

    private static @Nullable LocalDate date(Faults faults, @Nullable String said) {
        if (said == null || Faults.isBlank(said)) {
            faults.add("/date", "required");
            return null;
        }
        var date = faults.date("/date", said);
        if (date != null && (date.getYear() < CalendarTable.FIRST_YEAR || date.getYear() > CalendarTable.LAST_YEAR)) {
            faults.add(
                    "/date",
                    Message.of(
                            CalendarDays.class,
                            "year-far",
                            Integer.toString(CalendarTable.FIRST_YEAR),
                            Integer.toString(CalendarTable.LAST_YEAR)));
            return null;
        }
        return date;
    }

    private static LocalDate day(String said) {
        try {
            return LocalDate.parse(said);
        } catch (DateTimeParseException e) {
            throw notFound();
        }
    }

    private static Problem notFound() {
        return Problem.notFound(Message.of(CalendarDays.class, "thing.day"));
    }
}
