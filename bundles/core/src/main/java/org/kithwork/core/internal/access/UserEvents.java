package org.kithwork.core.internal.access;

import java.util.List;
import org.kithwork.event.EventType;
import org.kithwork.event.spi.EventTypeSource;
import org.osgi.service.component.annotations.Component;

/** What happens to users, as far as it concerns what they work on. */
@Component
public final class UserEvents implements EventTypeSource {

    public static final EventType DEACTIVATED = type("core.user.deactivated");
    public static final EventType MOVED = type("core.user.moved");

    private static EventType type(String name) {
        return new EventType(name, null, "users", null, CorePermissions.USER_VIEW, EventType.LONG);
    }

    @Override
    public List<EventType> eventTypes() {
        return List.of(DEACTIVATED, MOVED);
    }
}
