package org.kithwork.core.internal.calendar;

import java.util.List;

/** What was announced for a year. */
record Announcement(int year, List<AnnouncedDay> days) {

    Announcement {
        days = List.copyOf(days);
    }
}
