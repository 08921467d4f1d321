package org.kithwork.funnel.internal;

import java.util.List;
import org.kithwork.event.EventType;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** What happens here, for whoever wants to know. Each tells pipelineId, stageId, ownerId, amount with currency, and storeId, as far as known. */
@Component
public final class FunnelEvents implements EventTypeSource {

    public static final EventType OPPORTUNITY_OPENED = type("opportunity.opened", "target");

    /** Data besides: fromStageId. */
    public static final EventType OPPORTUNITY_MOVED = type("opportunity.moved", "arrow-right");

    /** Data besides: fromStageId. */
    public static final EventType OPPORTUNITY_WON = type("opportunity.won", "trophy");

    /** Data besides: fromStageId, reason (the key of a reason). */
    public static final EventType OPPORTUNITY_LOST = type("opportunity.lost", "circle-x");

    /** Data besides: fromStageId. */
    public static final EventType OPPORTUNITY_REOPENED = type("opportunity.reopened", "undo-2");

    /** What is said of it is another thing now; data: fields (which). */
    public static final EventType OPPORTUNITY_CHANGED = new EventType(
            "funnel.opportunity.changed", null, "pencil", null, FunnelPermissions.OPPORTUNITY_VIEW, EventType.LONG);

    @Override
    public List<EventType> eventTypes() {
        return List.of(
                OPPORTUNITY_OPENED,
                OPPORTUNITY_MOVED,
                OPPORTUNITY_WON,
                OPPORTUNITY_LOST,
                OPPORTUNITY_REOPENED,
                OPPORTUNITY_CHANGED);
    }

    private static EventType type(String what, String icon) {
        return new EventType(
                "funnel." + what,
                Message.of(FunnelEvents.class, "event." + what.replace('.', '-')),
                icon,
                "/funnel/opportunities/{subject}",
                FunnelPermissions.OPPORTUNITY_VIEW,
                EventType.LONG);
    }
}
