package org.kithwork.funnel.internal.pool;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.funnel.internal.store.ContactStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Notes when customers were last really talked to, from whichever module keeps interactions. It begins with the oldest event kept; an event that
 * comes late, again or out of order does no harm.
 */
@Component
public final class ContactHandler implements EventHandler {

    /** What tells that somebody talked to a customer. */
    static final String RECORDED = "archives.interaction.recorded";

    private final CustomerDirectory customers;
    private final ContactStore store;
    private final Clock clock;

    @Activate
    public ContactHandler(
            @Reference CustomerDirectory customers, @Reference ContactStore store, @Reference Clock clock) {
        this.customers = customers;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "funnel.contacts";
    }

    @Override
    public Set<String> types() {
        return Set.of(RECORDED, "archives.interaction.changed");
    }

    @Override
    public void handle(Event event) {
        var named = event.customer();
        if (named != null && RealContact.is(event.data())) {
            customers.find(named).ifPresent(customer -> store.note(customer.id(), past(event.occurredAt())));
        }
    }

    /** What lies ahead has not happened yet: it counts as of today. */
    private Instant past(Instant at) {
        var now = clock.instant();
        return at.isAfter(now) ? now : at;
    }
}
