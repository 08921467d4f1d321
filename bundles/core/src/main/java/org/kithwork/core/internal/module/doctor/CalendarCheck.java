package org.kithwork.core.internal.module.doctor;

import java.time.Clock;
import java.time.Month;
import java.util.List;
import org.kithwork.calendar.WorkingDays;
import org.kithwork.company.Company;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the holidays of this year, and from December on of the next one, are known. */
@Component(service = Check.class)
public final class CalendarCheck implements Check {

    private static final String NAME = "holidays";

    private final WorkingDays workingDays;
    private final Company company;
    private final Clock clock;

    @Activate
    public CalendarCheck(@Reference WorkingDays workingDays, @Reference Company company, @Reference Clock clock) {
        this.workingDays = workingDays;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public List<Finding> findings() {
        var today = clock.instant().atZone(company.zone()).toLocalDate();
        var year = today.getYear();
        if (!workingDays.isAnnounced(year)) {
            return List.of(missing(year));
        }
        return List.of(
                today.getMonth() == Month.DECEMBER && !workingDays.isAnnounced(year + 1)
                        ? missing(year + 1)
                        : Finding.ok(NAME, "those of " + year + " are known"));
    }

    private static Finding missing(int year) {
        return Finding.warn(
                NAME,
                "those of " + year + " are not known, so every weekday counts as a working day; import them with"
                        + " calendar:import or in the settings");
    }
}
