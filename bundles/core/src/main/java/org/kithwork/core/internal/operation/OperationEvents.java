package org.kithwork.core.internal.operation;

import java.util.List;
import org.kithwork.core.internal.customer.CustomerPermissions;
import org.kithwork.event.EventType;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** What operations do to customers, beside what the customers' own events tell. */
@Component
public final class OperationEvents implements EventTypeSource {

    /** A merge was taken back. */
    static final EventType SEPARATED = type("core.customer.separated", "event-separated", "split");

    static final EventType RESTRICTED = type("core.customer.restricted", "event-restricted", "lock");

    /** A restricted customer may be used again. */
    static final EventType LIFTED = type("core.customer.restriction-lifted", "event-lifted", "lock-open");

    private static EventType type(String name, String title, String icon) {
        return new EventType(
                name, Message.of(OperationEvents.class, title), icon, null, CustomerPermissions.VIEW, EventType.LONG);
    }

    @Override
    public List<EventType> eventTypes() {
        return List.of(SEPARATED, RESTRICTED, LIFTED);
    }
}
