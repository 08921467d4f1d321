package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads follow-ups, as far as they are in the actor's scope. */
@Component(service = FollowUps.class)
public final class FollowUps {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final FollowUpStore store;
    private final FollowUpDays days;
    private final ArchivesFields fields;
    private final Paging paging;

    @Activate
    public FollowUps(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference FollowUpStore store,
            @Reference FollowUpDays days,
            @Reference ArchivesFields fields,
            @Reference Paging paging) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.days = days;
        this.fields = fields;
        this.paging = paging;
    }

    /**
     * Which are asked for; raw.
     *
     * @param mine those of the actor alone
     * @param escalated ME for those that became the actor's matter, NOBODY for those above whose owner nobody stands
     * @param from the first day, in the zone of the company
     * @param until the last day
     */
    public record Filter(
            @Nullable CustomerId customer,
            boolean mine,
            @Nullable String state,
            @Nullable String escalated,
            @Nullable String from,
            @Nullable String until) {}

    /** Whose matter a missed one became. */
    private enum Escalated {
        ME,
        NOBODY
    }

    /** The follow-up; refuses with {@code not-found} what is not there or out of scope. */
    public FollowUp get(FollowUpId id) {
        return store.find(id, access.visibility(ArchivesPermissions.FOLLOW_UP_VIEW))
                .map(fields::shown)
                .orElseThrow(FollowUpId::notFound);
    }

    /** Follow-ups in the order of their time. */
    public Page<FollowUp> list(Filter filter, PageRequest request) {
        var visibility = access.visibility(ArchivesPermissions.FOLLOW_UP_VIEW);
        var faults = new Faults();
        var state = faults.choice("/state", filter.state(), FollowUpState.class);
        var escalated = faults.choice("/escalated", filter.escalated(), Escalated.class);
        var from = faults.day("/from", filter.from());
        var until = faults.day("/until", filter.until());
        faults.check();
        var customer = filter.customer();
        var query = new FollowUpQuery(
                customer == null ? null : customers.requireVisible(customer),
                filter.mine() ? access.actor().id() : null,
                state,
                escalated == null
                        ? null
                        : escalated == Escalated.ME ? access.actor().id() : FollowUpQuery.NOBODY,
                from == null ? null : days.startOf(from),
                until == null ? null : days.startOf(until.plusDays(1)));
        var page = paging.page(
                store.list(query, visibility, request), request, f -> TimeKey.of(f.planAt(), f.id().value()));
        return new Page<>(fields.shownFollowUps(page.items()), page.next());
    }

    /** A follow-up that was just changed, as the actor may see it. */
    public FollowUp shown(FollowUp followUp) {
        return fields.shown(followUp);
    }
}
