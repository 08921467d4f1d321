package org.kithwork.core.internal.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.kithwork.calendar.WorkingDays;
import org.kithwork.company.Company;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Until when a case is to be answered: in working days of the company. */
@Component(service = Deadlines.class, configurationPid = PrivacySettings.PID)
@Designate(ocd = PrivacySettings.class)
public final class Deadlines {

    private final Company company;
    private final WorkingDays workingDays;
    private final Clock clock;
    private final int answerDays;
    private final int extensionDays;

    @Activate
    public Deadlines(
            @Reference Company company,
            @Reference WorkingDays workingDays,
            @Reference Clock clock,
            PrivacySettings settings) {
        this(company, workingDays, clock, settings.answer_days(), settings.extension_days());
    }

    public Deadlines(Company company, WorkingDays workingDays, Clock clock, int answerDays, int extensionDays) {
        this.company = company;
        this.workingDays = workingDays;
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
        return workingDays.plus(day(receivedAt), answerDays);
    }

    LocalDate extended(LocalDate due) {
        return workingDays.plus(due, extensionDays);
    }

    long daysLeft(LocalDate due) {
        return ChronoUnit.DAYS.between(today(), due);
    }
}
