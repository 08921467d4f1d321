package org.kithwork.core.internal.customer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.BirthDate;

/** What follows from as much of a birth date as is known. Age is derived, never stored. */
final class BirthDates {

    private static final int FULL_AGE_OF_CONSENT = 14;
    private static final int BAND = 10;
    private static final int DECEMBER = 12;
    private static final int LONGEST_LUNAR_MONTH = 30;
    private static final int LATEST_TERM = 24;

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

    /**
     * Whether under 14, where PIPL wants a guardian's consent: as long as that is possible by what is known of the day,
     * so until the latest day that a partial or lunar date can mean.
     */
    static boolean isMinor(@Nullable BirthDate birth, LocalDate today) {
        if (birth == null || birth.year() == null) {
            return false;
        }
        var latest = birth.calendar() == BirthDate.Calendar.LUNAR
                ? latestLunar(birth.year(), birth.month(), birth.day())
                : latestSolar(birth.year(), birth.month(), birth.day());
        return !latest.isAfter(today)
                ? Period.between(latest, today).getYears() < FULL_AGE_OF_CONSENT
                : birth.year() <= today.getYear();
    }

    private static LocalDate latestSolar(int year, @Nullable Integer month, @Nullable Integer day) {
        var known = YearMonth.of(year, month == null ? DECEMBER : month);
        return day == null || month == null ? known.atEndOfMonth() : known.atDay(day);
    }

    /**
     * The latest solar day of a lunar date. The month with the number m begins no later than the solar term in the middle
     * of the sign m, which falls on the 24th of the next solar month at the latest; a leap month of the same number is over
     * when the next term comes, at most 32 days later. So no day of either lies further off than its own number and two
     * days more.
     */
    private static LocalDate latestLunar(int year, @Nullable Integer month, @Nullable Integer day) {
        int last = month == null || day == null ? LONGEST_LUNAR_MONTH : day;
        return YearMonth.of(year, month == null ? DECEMBER : month)
                .plusMonths(1)
                .atDay(LATEST_TERM)
                .plusDays(last + 2L);
    }
}
