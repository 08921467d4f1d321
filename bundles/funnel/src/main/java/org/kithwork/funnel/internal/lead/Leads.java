package org.kithwork.funnel.internal.lead;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Users;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.store.LeadStore;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads leads, as far as they or their customers are in the actor's scope. */
@Component(service = Leads.class)
public final class Leads {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final LeadStore store;
    private final Users users;
    private final Paging paging;

    @Activate
    public Leads(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference LeadStore store,
            @Reference Users users,
            @Reference Paging paging) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.users = users;
        this.paging = paging;
    }

    /**
     * What a list is narrowed by.
     *
     * @param open only those of which something is still to come
     * @param unowned only those that nobody looks after
     * @param opportunity only the one that has become it
     */
    public record Filter(
            @Nullable CustomerId customer,
            @Nullable LeadState state,
            boolean open,
            @Nullable UserId owner,
            boolean unowned,
            @Nullable OpportunityId opportunity) {

        /** All of a customer. */
        public static Filter of(@Nullable CustomerId customer) {
            return new Filter(customer, null, false, null, false, null);
        }
    }

    /** The lead; refuses with {@code not-found} what is not there or out of scope. */
    public Lead get(LeadId id) {
        return shown(find(id));
    }

    /** Those of these that are there and that the actor may see. */
    public List<Lead> find(Collection<LeadId> ids) {
        return shown(store.find(ids, access.visibility(FunnelPermissions.LEAD_VIEW)));
    }

    /** Those that match and that the actor may see, the newest first. */
    public Page<Lead> list(Filter filter, PageRequest request) {
        var visibility = access.visibility(FunnelPermissions.LEAD_VIEW);
        var customer = filter.customer();
        var visible = customer == null
                ? filter
                : new Filter(
                        customers.requireVisible(customer),
                        filter.state(),
                        filter.open(),
                        filter.owner(),
                        filter.unowned(),
                        filter.opportunity());
        var page = paging.page(store.list(visible, visibility, request), request, store::key);
        return new Page<>(shown(page.items()), page.next());
    }

    /** What was written down of a lead, the first first. */
    public List<LeadNote> notes(LeadId id) {
        find(id);
        return store.notes(id);
    }

    private Lead find(LeadId id) {
        return store.find(id, access.visibility(FunnelPermissions.LEAD_VIEW)).orElseThrow(LeadId::notFound);
    }

    /** A lead that was just changed, as the actor may see it. */
    public Lead shown(Lead lead) {
        return shown(List.of(lead)).get(0);
    }

    private List<Lead> shown(List<Lead> leads) {
        Set<UserId> wanted = new HashSet<>();
        for (var one : leads) {
            add(wanted, one.owner());
            var given = one.assignment();
            add(wanted, given == null ? null : given.by());
        }
        var names = users.names(wanted);
        return leads.stream().map(one -> shown(one, names)).toList();
    }

    private static Lead shown(Lead one, Map<UserId, String> names) {
        var owner = one.owner();
        var given = one.assignment();
        return one.named(owner == null ? null : named(owner, names), given == null ? null : named(given.by(), names));
    }

    private static void add(Set<UserId> wanted, @Nullable ActorName user) {
        if (user != null && Ids.isId(user.id())) {
            wanted.add(new UserId(user.id()));
        }
    }

    private static ActorName named(ActorName user, Map<UserId, String> names) {
        return Ids.isId(user.id()) ? new ActorName(user.id(), names.get(new UserId(user.id()))) : user;
    }
}
