package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.calendar.WorkingDays;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.permission.StoreId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The days of follow-ups, in the zone of their store. */
@Component(service = FollowUpDays.class, configurationPid = FollowUpSettings.PID)
@Designate(ocd = FollowUpSettings.class)
public final class FollowUpDays {

    /** So many days of a series may fall on one another. */
    private static final int MOST_LEFT_OUT = 4000;

    private static final int LONGEST_HOLIDAY_DAYS = 60;

    private final Company company;
    private final Stores stores;
    private final WorkingDays workingDays;
    private final Clock clock;
    private final int escalateDays;

    @Activate
    public FollowUpDays(
            @Reference Company company,
            @Reference Stores stores,
            @Reference WorkingDays workingDays,
            @Reference Clock clock,
            FollowUpSettings settings) {
        this(company, stores, workingDays, clock, settings.escalate_days());
    }

    FollowUpDays(Company company, Stores stores, WorkingDays workingDays, Clock clock, int escalateDays) {
        this.company = company;
        this.stores = stores;
        this.workingDays = workingDays;
        this.clock = clock;
        this.escalateDays = escalateDays;
    }

    /** When and with which number a series goes on. */
    record Next(Instant at, int number) {}

    /** The zone of the store, else of the company. */
    public ZoneId zone(@Nullable StoreId store) {
        return store == null ? company.zone() : stores.zone(store).orElseGet(company::zone);
    }

    /** When the day of this moment is over. */
    public Instant endOfDay(Instant at, @Nullable StoreId store) {
        var zone = zone(store);
        return startOf(at.atZone(zone).toLocalDate().plusDays(1), zone);
    }

    /** When one of this time that stays missed becomes the matter of somebody else: so many working days after its day. */
    public Optional<Instant> escalation(Instant at, @Nullable StoreId store) {
        if (escalateDays <= 0) {
            return Optional.empty();
        }
        var zone = zone(store);
        var last = workingDays.plus(at.atZone(zone).toLocalDate(), escalateDays);
        return Optional.of(startOf(last.plusDays(1), zone));
    }

    /** When the day begins in the zone of the company. */
    public Instant startOf(LocalDate day) {
        return startOf(day, company.zone());
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The same time on the next working day where this is none. */
    Instant onWorkingDay(Instant at, @Nullable StoreId store) {
        var here = at.atZone(zone(store));
        return here.with(workingDays.onOrAfter(here.toLocalDate())).toInstant();
    }

    /**
     * When the follow-up comes again: on the first day of its series that is a working day, or the one after it, lies
     * behind this one, and is not over. Empty where it comes once or the series has ended.
     */
    Optional<Next> next(FollowUp now) {
        var recurrence = now.recurrence();
        if (recurrence == null) {
            return Optional.empty();
        }
        var zone = zone(now.storeId());
        var before = now.planAt().atZone(zone).toLocalDate();
        var today = clock.instant().atZone(zone).toLocalDate();
        var earliest = before.isBefore(today) ? today : before.plusDays(1);
        for (int number = now.number() + 1; number <= now.number() + MOST_LEFT_OUT; number++) {
            var day = recurrence.day(now.begins().toLocalDate(), number);
            if (day == null) {
                return Optional.empty();
            }
            if (day.isBefore(earliest.minusDays(LONGEST_HOLIDAY_DAYS))) {
                continue;
            }
            var working = workingDays.onOrAfter(day);
            if (!working.isBefore(earliest)) {
                var at = working.atTime(now.begins().toLocalTime()).atZone(zone).toInstant();
                return Optional.of(new Next(at, number));
            }
        }
        return Optional.empty();
    }
}
