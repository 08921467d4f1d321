package org.kithwork.core.internal.consent;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The hours in which nobody is disturbed, across midnight when they end before they begin; none when both are equal. */
record QuietHours(LocalTime from, LocalTime until) {

    /** When they end, if it is quiet then and there; always later than that instant. */
    Optional<Instant> endOf(Instant at, ZoneId zone) {
        var local = at.atZone(zone);
        if (!isQuiet(local.toLocalTime())) {
            return Optional.empty();
        }
        var day = local.toLocalTime().isBefore(until)
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        return Optional.of(
                ZonedDateTime.of(day, until, zone).withLaterOffsetAtOverlap().toInstant());
    }

    private boolean isQuiet(LocalTime time) {
        return from.isAfter(until)
                ? !time.isBefore(from) || time.isBefore(until)
                : !time.isBefore(from) && time.isBefore(until);
    }
}
