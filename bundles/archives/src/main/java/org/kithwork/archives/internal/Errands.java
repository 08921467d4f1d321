package org.kithwork.archives.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.Customer;
import org.kithwork.id.Ids;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the system puts on a person's list by itself: something to do with a customer, at ten on a working day. */
@Component(service = Errands.class)
public final class Errands {

    private static final LocalTime HOUR = LocalTime.of(10, 0);

    private final FollowUpDays days;
    private final Ids ids;

    @Activate
    public Errands(@Reference FollowUpDays days, @Reference Ids ids) {
        this.days = days;
        this.ids = ids;
    }

    /** Today or, on a day off, the next working day. */
    LocalDate day(Instant now) {
        var zone = days.zone(null);
        var today = now.atZone(zone).toLocalDate();
        return days.onWorkingDay(today.atTime(HOUR).atZone(zone).toInstant(), null)
                .atZone(zone)
                .toLocalDate();
    }

    /** A follow-up that says what it is about: a field to be confirmed, or {@link FollowUp#NEED}. */
    FollowUp errand(Customer customer, ActorName person, LocalDate day, FollowUpKind kind, String about) {
        var id = new FollowUpId(ids.next());
        var begins = LocalDateTime.of(day, HOUR);
        var at = begins.atZone(days.zone(customer.storeId())).toInstant().truncatedTo(ChronoUnit.MICROS);
        var owner = customer.ownerId();
        var named = owner != null && owner.value().equals(person.id())
                ? new ActorName(person.id(), customer.ownerName())
                : person;
        return new FollowUp(
                id,
                1,
                customer.id(),
                at,
                kind,
                null,
                null,
                named,
                customer.storeId(),
                FollowUpState.PLANNED,
                null,
                id.value(),
                0,
                begins,
                null,
                null,
                null,
                about);
    }
}
