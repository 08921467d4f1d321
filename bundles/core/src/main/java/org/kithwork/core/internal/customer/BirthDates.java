package org.kithwork.core.internal.customer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.BirthDate;

/** What follows from as much of a birth date as is known. Age is derived, never stored. */
final class BirthDates {

    private static final int FULL_AGE_OF_CONSENT = 14;
    private static final int BAND = 10;

    private BirthDates() {}

    /** The code of what is wrong with it. */
    static Optional<String> fault(BirthDate birth) {
        var year = birth.year();
        if (year != null && (year < 1850 || year > 2200)) {
            return Optional.of("birth-year-invalid");
        }
        var month = birth.month();
        var day = birth.day();
        if (month == null && day != null) {
            return Optional.of("birth-day-alone");
        }
        if (month == null) {
            return Optional.empty();
        }
        if (month < 1 || month > 12) {
            return Optional.of("birth-date-invalid");
        }
        if (day == null) {
            return Optional.empty();
        }
        return isDay(birth, year, month, day) ? Optional.empty() : Optional.of("birth-date-invalid");
    }

    /** A lunar month has at most 30 days; the 29th of February needs no year to be a birthday. */
    private static boolean isDay(BirthDate birth, @Nullable Integer year, int month, int day) {
        if (birth.calendar() == BirthDate.Calendar.LUNAR) {
            return day >= 1 && day <= 30;
        }
        try {
            if (year == null) {
                MonthDay.of(month, day);
            } else {
                LocalDate.of(year, month, day);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The age in full years; a lunar or partial date counts by its year alone, as having had this year's birthday. */
    static Optional<Integer> age(@Nullable BirthDate birth, LocalDate today) {
        if (birth == null || birth.year() == null) {
            return Optional.empty();
        }
        int age = today.getYear() - birth.year();
        if (birth.calendar() == BirthDate.Calendar.SOLAR && birth.month() != null && birth.day() != null) {
            age = Period.between(LocalDate.of(birth.year(), birth.month(), birth.day()), today)
                    .getYears();
        }
        return age < 0 ? Optional.empty() : Optional.of(age);
    }

    /** Ten years wide, such as {@code 30-39}. */
    static @Nullable String band(@Nullable BirthDate birth, LocalDate today) {
        return age(birth, today).map(BirthDates::band).orElse(null);
    }

    /** The band of an age. */
    static String band(int age) {
        int from = age / BAND * BAND;
        return from + "-" + (from + BAND - 1);
    }

    /** Whether under 14, where PIPL wants a guardian's consent. */
    static boolean isMinor(@Nullable BirthDate birth, LocalDate today) {
        return age(birth, today).filter(age -> age < FULL_AGE_OF_CONSENT).isPresent();
    }
}
