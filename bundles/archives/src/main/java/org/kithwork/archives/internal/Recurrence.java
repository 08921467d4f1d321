package org.kithwork.archives.internal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How often a follow-up comes again. Each day is counted from the first one, so that what was put off or moved by a holiday
 * shifts nothing after it; a month without that day has its last one instead.
 *
 * @param every how many of the unit lie between two
 * @param until the last day that there may be one; absent where there is no end
 * @param count how many there are in all; absent where that is open
 */
public record Recurrence(
        Unit unit,
        int every,
        @Nullable LocalDate until,
        @Nullable Integer count) {

    /** What is counted. */
    public enum Unit {
        DAY(ChronoUnit.DAYS),
        WEEK(ChronoUnit.WEEKS),
        MONTH(ChronoUnit.MONTHS);

        private final ChronoUnit unit;

        Unit(ChronoUnit unit) {
            this.unit = unit;
        }
    }

    /** The day of the one with this number, from 0; {@code null} where the series has ended. */
    @Nullable
    LocalDate day(LocalDate first, int number) {
        var day = first.plus((long) every * number, unit.unit);
        var ended = (count != null && number >= count) || (until != null && day.isAfter(until));
        return ended ? null : day;
    }
}
