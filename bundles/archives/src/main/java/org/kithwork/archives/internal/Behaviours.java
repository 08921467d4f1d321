package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import org.kithwork.archives.internal.store.BehaviourStore;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads a customer's habits from those of the last twelve months' purchases that the actor may see. */
@Component(service = Behaviours.class)
public final class Behaviours {

    static final Duration YEAR = Duration.ofDays(365);

    /** So many records of a kind are read, the newest of them. */
    static final int MOST = 500;

    private final AccessControl access;
    private final BehaviourStore store;
    private final Company company;
    private final Stores stores;
    private final Clock clock;

    @Activate
    public Behaviours(
            @Reference AccessControl access,
            @Reference BehaviourStore store,
            @Reference Company company,
            @Reference Stores stores,
            @Reference Clock clock) {
        this.access = access;
        this.store = store;
        this.company = company;
        this.stores = stores;
        this.clock = clock;
    }

    Behaviour of(CustomerId visible) {
        var purchases = store.bought(
                visible,
                access.visibility(ArchivesPermissions.PURCHASE_VIEW),
                clock.instant().minus(YEAR),
                MOST);
        var zones = new HashMap<StoreId, java.time.ZoneId>();
        return new Behaviour(purchases, bought -> {
            var place = bought.storeId();
            return place == null
                    ? company.zone()
                    : zones.computeIfAbsent(place, id -> stores.zone(id).orElseGet(company::zone));
        });
    }
}
