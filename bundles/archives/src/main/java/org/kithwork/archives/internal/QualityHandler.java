package org.kithwork.archives.internal;

import java.util.Set;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.id.Ids;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks again at each customer of whom something changed; those from before are looked at by the upkeep. */
@Component
public final class QualityHandler implements EventHandler {

    private static final String CREATED = "core.customer.created";

    private final QualityIndex index;
    private final QualityArrivals arrivals;

    @Activate
    public QualityHandler(@Reference QualityIndex index, @Reference QualityArrivals arrivals) {
        this.index = index;
        this.arrivals = arrivals;
    }

    @Override
    public String name() {
        return "archives.quality";
    }

    @Override
    public Set<String> types() {
        return Set.of(
                CREATED,
                "core.customer.changed",
                "core.customer.merged",
                "core.customer.separated",
                "core.customer.erased",
                "core.customer.reassigned",
                "core.customer.restricted",
                "core.customer.restriction-lifted",
                ArchivesEvents.VALUE_CONFIRMED.name());
    }

    @Override
    public boolean fromBeginning() {
        return false;
    }

    @Override
    public void handle(Event event) {
        var customer = event.customer();
        if (customer != null && event.type().equals(CREATED)) {
            arrivals.arrived(customer);
        } else if (customer != null) {
            index.renew(customer);
        }
        if (event.data().get("absorbed") instanceof String absorbed && Ids.isId(absorbed)) {
            index.renew(new CustomerId(absorbed));
        }
    }
}
