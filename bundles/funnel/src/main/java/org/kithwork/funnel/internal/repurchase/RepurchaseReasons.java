package org.kithwork.funnel.internal.repurchase;

import java.util.List;
import java.util.Set;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.funnel.internal.opportunity.Opportunities;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.store.RepurchaseStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells why opportunities came up by themselves; what is told of purchases is for those who may see purchases. */
@Component(service = RepurchaseReasons.class)
public final class RepurchaseReasons {

    private static final Permission PURCHASE_VIEW = Permission.of("archives:purchase:view");

    private final AccessControl access;
    private final Opportunities opportunities;
    private final CustomerDirectory customers;
    private final RepurchaseStore store;

    @Activate
    public RepurchaseReasons(
            @Reference AccessControl access,
            @Reference Opportunities opportunities,
            @Reference CustomerDirectory customers,
            @Reference RepurchaseStore store) {
        this.access = access;
        this.opportunities = opportunities;
        this.customers = customers;
        this.store = store;
    }

    /**
     * Why an opportunity came up.
     *
     * @param items one, or none where somebody wrote it down
     * @param withheld whether there is one that whoever asks may not see
     */
    public record Told(List<Repurchase> items, boolean withheld) {}

    /** Why it came up; refuses with {@code not-found} what is not there or out of scope. */
    public Told of(OpportunityId id) {
        var customer = opportunities.get(id).customerId();
        var found = store.of(id);
        if (found.isEmpty()) {
            return new Told(List.of(), false);
        }
        var isShown = access.permits(PURCHASE_VIEW)
                && customer != null
                && !customers.names(Set.of(customer)).isEmpty();
        return isShown ? new Told(List.of(found.get()), false) : new Told(List.of(), true);
    }
}
