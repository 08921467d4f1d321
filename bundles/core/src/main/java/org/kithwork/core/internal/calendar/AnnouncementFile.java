package org.kithwork.core.internal.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** The days of one file as they are read, with every fault that they have. */
final class AnnouncementFile {

    private static final int LONGEST_NAME = 80;
    private static final int MOST_FAULTS = 20;
    private static final String POINTER = "/content";

    private final Map<Integer, Map<LocalDate, AnnouncedDay>> years = new TreeMap<>();
    private final Faults faults = new Faults();
    private int faultCount;

    /**
     * Takes a day.
     *
     * @param place where it stands, for faults
     * @param year of the announcement; that of the day where {@code null}
     */
    void add(
            int place,
            @Nullable LocalDate date,
            @Nullable Boolean working,
            @Nullable String name,
            @Nullable Integer year) {
        if (date == null || working == null) {
            fault("row-invalid", place);
            return;
        }
        var of = year == null ? date.getYear() : year;
        if (of < CalendarTable.FIRST_YEAR || of > CalendarTable.LAST_YEAR || Math.abs(of - date.getYear()) > 1) {
            fault("row-year", place);
            return;
        }
        var readable = new Faults();
        var text = readable.optionalText("", name, LONGEST_NAME);
        if (!readable.isEmpty()) {
            fault("row-name", place);
            return;
        }
        var day = new AnnouncedDay(date, working, text == null ? "" : text);
        var before = years.computeIfAbsent(of, any -> new LinkedHashMap<>()).putIfAbsent(date, day);
        if (before != null && before.working() != working) {
            fault("row-twice", date.toString());
        }
    }

    void fault(String code, Object... arguments) {
        faultCount++;
        if (faultCount <= MOST_FAULTS) {
            faults.add(POINTER, Message.of(AnnouncementFile.class, code, arguments));
        }
    }

    /** What was read; refuses a file that is at fault, or in which there is nothing. */
    List<Announcement> announcements() {
        if (years.isEmpty() && faults.isEmpty()) {
            fault("no-days");
        }
        faults.check();
        var found = new ArrayList<Announcement>();
        years.forEach((year, days) ->
                found.add(new Announcement(year, days.values().stream().toList())));
        return found;
    }
}
