package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.Consents;
import org.kithwork.consent.ContactPolicy;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Faults;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Proposes when and how to be in touch: on a working day, at the time and by the channel that the customer prefers. */
@Component(service = FollowUpProposals.class)
public final class FollowUpProposals {

    private static final Permission CONSENT_VIEW = Permission.of("core:consent:view");
    private static final LocalTime USUAL = LocalTime.of(10, 0);

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Consents consents;
    private final FollowUpDays days;
    private final Clock clock;

    @Activate
    public FollowUpProposals(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Consents consents,
            @Reference FollowUpDays days,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.consents = consents;
        this.days = days;
        this.clock = clock;
    }

    /**
     * What is proposed.
     *
     * @param preferred whether the time is the customer's wish
     */
    public record Proposal(Instant planAt, FollowUpKind kind, boolean preferred) {}

    /**
     * For a customer, on a day or the first working day after it; raw.
     *
     * @param day tomorrow, in the zone of the store, where absent
     */
    public Proposal propose(@Nullable String customer, @Nullable String day) {
        access.require(ArchivesPermissions.FOLLOW_UP_CREATE);
        var faults = new Faults();
        var named = CustomerId.required(faults, "/customerId", customer);
        var said = faults.day("/day", day);
        faults.check();
        if (named == null) {
            throw new IllegalStateException("A fault was not named");
        }
        var open = customers.requireOpen(named);
        var store = customers.get(open).storeId();
        var policy = access.permits(CONSENT_VIEW) ? consents.policy(open) : null;
        var from = policy == null ? null : policy.preferredFrom();
        return new Proposal(at(said, from == null ? USUAL : LocalTime.parse(from), store), kind(policy), from != null);
    }

    private Instant at(@Nullable LocalDate said, LocalTime time, @Nullable StoreId store) {
        var zone = days.zone(store);
        var now = clock.instant();
        var tomorrow = now.atZone(zone).toLocalDate().plusDays(1);
        var at = (said == null ? tomorrow : said).atTime(time).atZone(zone).toInstant();
        return days.onWorkingDay(
                at.isAfter(now) ? at : tomorrow.atTime(time).atZone(zone).toInstant(), store);
    }

    private static FollowUpKind kind(@Nullable ContactPolicy policy) {
        return policy != null && policy.preferredChannel() == Channel.EMAIL ? FollowUpKind.MAIL : FollowUpKind.CALL;
    }
}
