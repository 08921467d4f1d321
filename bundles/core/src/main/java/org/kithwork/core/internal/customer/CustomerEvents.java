package org.kithwork.core.internal.customer;

import java.util.List;
import org.kithwork.event.EventType;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** What happens to customers. */
@Component
public final class CustomerEvents implements EventTypeSource {

    public static final EventType CREATED = type("core.customer.created", "event-created", "user-plus");
    public static final EventType CHANGED = type("core.customer.changed", "event-changed", "pencil");
    public static final EventType MERGED = type("core.customer.merged", "event-merged", "merge");
    public static final EventType ERASED = type("core.customer.erased", "event-erased", "eraser");

    public static final EventType REASSIGNED = type("core.customer.reassigned", "event-reassigned", "users");

    private static EventType type(String name, String title, String icon) {
        return new EventType(
                name, Message.of(CustomerEvents.class, title), icon, null, CustomerPermissions.VIEW, EventType.LONG);
    }

    @Override
    public List<EventType> eventTypes() {
        return List.of(CREATED, CHANGED, MERGED, ERASED, REASSIGNED);
    }
}
