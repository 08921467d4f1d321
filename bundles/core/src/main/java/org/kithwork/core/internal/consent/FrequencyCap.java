package org.kithwork.core.internal.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How many messages a customer gets: on a day, and on seven days in a row. */
record FrequencyCap(int perDay, int perWeek) {

    private static final int WEEK = 7;

    /** From when on messages count for what happens then. */
    static Instant windowOf(Instant at, ZoneId zone) {
        return at.atZone(zone)
                .toLocalDate()
                .minusDays(WEEK - 1)
                .atStartOfDay(zone)
                .toInstant();
    }

    /** The day on which there is room, if there is none now; messages that are dated later count as well. */
    Optional<Instant> roomAfter(Collection<Instant> counted, Instant at, ZoneId zone) {
        var days = counted.stream().map(sent -> sent.atZone(zone).toLocalDate()).toList();
        var today = at.atZone(zone).toLocalDate();
        if (hasRoom(days, today)) {
            return Optional.empty();
        }
        var day = today.plusDays(1);
        while (!hasRoom(days, day) && day.isBefore(today.plusDays(WEEK))) {
            day = day.plusDays(1);
        }
        return Optional.of(day.atStartOfDay(zone).toInstant());
    }

    private boolean hasRoom(List<LocalDate> days, LocalDate day) {
        return since(days, day) < perDay && since(days, day.minusDays(WEEK - 1)) < perWeek;
    }

    private static long since(List<LocalDate> days, LocalDate first) {
        return days.stream().filter(sent -> !sent.isBefore(first)).count();
    }
}
