package org.kithwork.core.internal.privacy;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.kithwork.company.Company;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Until when a case is to be answered: in days from Monday to Friday. It knows no public holidays. */
@Component(service = Deadlines.class, configurationPid = PrivacySettings.PID)
@Designate(ocd = PrivacySettings.class)
public final class Deadlines {

    private final Company company;
    private final Clock clock;
    private final int answerDays;
    private final int extensionDays;

    @Activate
    public Deadlines(@Reference Company company, @Reference Clock clock, PrivacySettings settings) {
        this(company, clock, settings.answer_days(), settings.extension_days());
    }

    public Deadlines(Company company, Clock clock, int answerDays, int extensionDays) {
        this.company = company;
        this.clock = clock;
        this.answerDays = answerDays;
        this.extensionDays = extensionDays;
    }

    int answerDays() {
        return answerDays;
    }

    int extensionDays() {
        return extensionDays;
    }

    LocalDate today() {
        return day(clock.instant());
    }

    LocalDate day(Instant instant) {
        return instant.atZone(company.zone()).toLocalDate();
    }

    /** The last day for a case that was received then. */
    LocalDate of(Instant receivedAt) {
        return after(day(receivedAt), answerDays);
    }

    LocalDate extended(LocalDate due) {
        return after(due, extensionDays);
    }

    long daysLeft(LocalDate due) {
        return ChronoUnit.DAYS.between(today(), due);
    }

    private static LocalDate after(LocalDate day, int days) {
        var end = day;
        for (int left = days; left > 0; ) {
            end = end.plusDays(1);
            if (end.getDayOfWeek() != DayOfWeek.SATURDAY && end.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return end;
    }
}
