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

    /** A lead tells state, ownerId and storeId, as far as known. */
    public static final EventType LEAD_OPENED = lead("opened", "inbox");

    public static final EventType LEAD_ASSIGNED = lead("assigned", "user-check");

    /** Data besides: fromState. */
    public static final EventType LEAD_MOVED = lead("moved", "arrow-right");

    /** Data besides: opportunityId, pipelineId. */
    public static final EventType LEAD_CONVERTED = lead("converted", "hand-coins");

    /** Data besides: reason. */
    public static final EventType LEAD_REJECTED = lead("rejected", "circle-x");

    public static final EventType LEAD_REOPENED = lead("reopened", "undo-2");

    /** What is said of it is another thing now; data: fields (which). */
    public static final EventType LEAD_CHANGED =
            new EventType("funnel.lead.changed", null, "pencil", null, FunnelPermissions.LEAD_VIEW, EventType.LONG);

    /** A version of a quote is written down. Events of quotes tell opportunityId, number and revision. */
    public static final EventType QUOTE_CREATED = untold("created");

    public static final EventType QUOTE_CHANGED = untold("changed");
    public static final EventType QUOTE_SUBMITTED = untold("submitted");
    public static final EventType QUOTE_APPROVED = untold("approved");
    public static final EventType QUOTE_REFUSED = untold("refused");
    public static final EventType QUOTE_WITHDRAWN = untold("withdrawn");
    public static final EventType QUOTE_SENT = quote("sent", "mail");
    public static final EventType QUOTE_ACCEPTED = quote("accepted", "circle-check");
    public static final EventType QUOTE_DECLINED = quote("declined", "circle-x");

    /** There is a next version. */
    public static final EventType QUOTE_SUPERSEDED = untold("superseded");

    @Override
    public List<EventType> eventTypes() {
        return List.of(
                OPPORTUNITY_OPENED,
                OPPORTUNITY_MOVED,
                OPPORTUNITY_WON,
                OPPORTUNITY_LOST,
                OPPORTUNITY_REOPENED,
                OPPORTUNITY_CHANGED,
                LEAD_OPENED,
                LEAD_ASSIGNED,
                LEAD_MOVED,
                LEAD_CONVERTED,
                LEAD_REJECTED,
                LEAD_REOPENED,
                LEAD_CHANGED,
                QUOTE_CREATED,
                QUOTE_CHANGED,
                QUOTE_SUBMITTED,
                QUOTE_APPROVED,
                QUOTE_REFUSED,
                QUOTE_WITHDRAWN,
                QUOTE_SENT,
                QUOTE_ACCEPTED,
                QUOTE_DECLINED,
                QUOTE_SUPERSEDED);
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

    private static EventType lead(String what, String icon) {
        return new EventType(
                "funnel.lead." + what,
                Message.of(FunnelEvents.class, "event.lead-" + what),
                icon,
                "/funnel/leads/{subject}",
                FunnelPermissions.LEAD_VIEW,
                EventType.LONG);
    }

    private static EventType quote(String what, String icon) {
        return new EventType(
                "funnel.quote." + what,
                Message.of(FunnelEvents.class, "event.quote-" + what),
                icon,
                "/funnel/quotes/{subject}",
                FunnelPermissions.QUOTE_VIEW,
                EventType.LONG);
    }

    /** What is of no interest on a customer's timeline. */
    private static EventType untold(String what) {
        return new EventType(
                "funnel.quote." + what, null, "pencil", null, FunnelPermissions.QUOTE_VIEW, EventType.LONG);
    }
}
