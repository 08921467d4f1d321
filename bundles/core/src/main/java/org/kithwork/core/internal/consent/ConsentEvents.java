package org.kithwork.core.internal.consent;

import java.util.List;
import org.kithwork.event.EventType;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** What customers decide about being written to. */
@Component
public final class ConsentEvents implements EventTypeSource {

    static final EventType GRANTED = type("core.consent.granted", "event-granted", "check");
    static final EventType WITHDRAWN = type("core.consent.withdrawn", "event-withdrawn", "x");
    static final EventType POLICY_CHANGED = type("core.consent.policy-changed", "event-policy-changed", "pencil");

    static final EventType AUTOMATION_CHANGED =
            type("core.consent.automation-changed", "event-automation-changed", "pencil");

    private static EventType type(String name, String title, String icon) {
        return new EventType(
                name, Message.of(ConsentEvents.class, title), icon, null, ConsentPermissions.VIEW, EventType.LONG);
    }

    @Override
    public List<EventType> eventTypes() {
        return List.of(GRANTED, WITHDRAWN, POLICY_CHANGED, AUTOMATION_CHANGED);
    }
}
