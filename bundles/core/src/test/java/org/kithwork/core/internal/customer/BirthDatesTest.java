package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.BirthDate.Calendar;

class BirthDatesTest {

    @ParameterizedTest
    @CsvSource({
        "2012, 11, 28, SOLAR, 2026-11-28, false",
        "2012, 11, 29, SOLAR, 2026-11-28, true",
        "2012, 2, 29, SOLAR, 2026-02-28, true",
        "2012, 2, 29, SOLAR, 2026-03-01, false",
        ", 11, 29, SOLAR, 2026-11-28, false",
        "2025, , , SOLAR, 2026-11-28, true",
        "1990, 1, 1, SOLAR, 2026-11-28, false",
        "2012, , , SOLAR, 2026-12-30, true",
        "2012, , , SOLAR, 2026-12-31, false",
        "2012, 11, , SOLAR, 2026-11-29, true",
        "2012, 11, , SOLAR, 2026-11-30, false",
        "2012, 2, , SOLAR, 2026-02-28, true",
        "2012, 2, , SOLAR, 2026-03-01, false",
        "2026, , , SOLAR, 2026-11-28, true",
        "2027, , , SOLAR, 2026-11-28, false",
        "2012, 11, 29, LUNAR, 2027-01-09, true",
        "2012, 11, 29, LUNAR, 2027-01-24, false",
        "2012, 4, 30, LUNAR, 2026-06-18, true",
        "2012, 4, 30, LUNAR, 2026-06-25, false",
        "2012, , , LUNAR, 2027-02-08, true",
        "2012, , , LUNAR, 2027-02-25, false",
        "2013, 1, 1, LUNAR, 2026-11-28, true",
    })
    @DisplayName("Edge 9, edge 35: one is under 14 until the latest day that the birth date can mean")
    void aChildGrowsUpOnTheDay(
            Integer year, Integer month, Integer day, Calendar calendar, LocalDate today, boolean minor) {
        assertThat(BirthDates.isMinor(new BirthDate(year, month, day, calendar), today))
                .isEqualTo(minor);
    }

    @ParameterizedTest
    @CsvSource({
        "1990, 11, 28, SOLAR, 2026-11-28, 30-39",
        "1996, 11, 29, SOLAR, 2026-11-28, 20-29",
        "1996, 11, 28, SOLAR, 2026-11-28, 30-39",
        ", 6, 15, SOLAR, 2026-11-28, ",
    })
    @DisplayName("CORE-02: the age band is derived from the birth date and is unknown without a year")
    void theAgeBandIsDerived(
            Integer year, Integer month, Integer day, Calendar calendar, LocalDate today, String band) {
        assertThat(BirthDates.band(new BirthDate(year, month, day, calendar), today))
                .isEqualTo(band);
    }
}
