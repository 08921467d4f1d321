package org.kithwork.core.internal.module.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.calendar.WorkingDays;
import org.kithwork.core.internal.module.doctor.Finding.Level;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakeWorkingDays;
import org.kithwork.test.FixedClock;

class CalendarCheckTest {

    private static Finding finding(String now, int lastAnnounced) {
        var check =
                new CalendarCheck(announcedUntil(lastAnnounced), new FakeCompany(), new FixedClock(Instant.parse(now)));
        return check.findings().get(0);
    }

    private static WorkingDays announcedUntil(int last) {
        var days = new FakeWorkingDays();
        return new WorkingDays() {
            @Override
            public boolean isWorkingDay(LocalDate day) {
                return days.isWorkingDay(day);
            }

            @Override
            public LocalDate onOrAfter(LocalDate day) {
                return days.onOrAfter(day);
            }

            @Override
            public LocalDate onOrBefore(LocalDate day) {
                return days.onOrBefore(day);
            }

            @Override
            public LocalDate plus(LocalDate day, int count) {
                return days.plus(day, count);
            }

            @Override
            public int between(LocalDate from, LocalDate to) {
                return days.between(from, to);
            }

            @Override
            public boolean isAnnounced(int year) {
                return year <= last;
            }
        };
    }

    @Test
    @DisplayName("ARC-12: the doctor warns of a year without holidays, and of the next one from December on")
    void warnsOfUnknownYears() {
        assertThat(finding("2026-11-30T15:00:00Z", 2026).level()).isEqualTo(Level.OK);
        assertThat(finding("2026-11-30T17:00:00Z", 2026))
                .satisfies(found -> assertThat(found.level()).isEqualTo(Level.WARN))
                .satisfies(found -> assertThat(found.detail()).contains("2027"));
        assertThat(finding("2026-12-05T00:00:00Z", 2027).level()).isEqualTo(Level.OK);
        assertThat(finding("2026-05-01T00:00:00Z", 2025).detail()).contains("2026");
    }
}
