package org.kithwork.intake.internal;

import java.time.Period;
import java.util.List;
import org.kithwork.event.EventType;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** What happens here, for whoever wants to know; and what the module tells itself. */
@Component
public final class IntakeEvents implements EventTypeSource {

    /** Somebody sent a form in; of nobody yet, so the timeline does not show it. Data: form. */
    static final EventType RECEIVED = silent("submission.received");

    /** Somebody sent in what counts only when it is confirmed, for the module itself. No data. */
    static final EventType UNCONFIRMED = silent("submission.unconfirmed");

    /** Somebody confirmed what he sent by the link. Data: form. */
    static final EventType CONFIRMED = silent("submission.confirmed");

    /** What was sent in became a customer or went to one. Data: form (its name in its address), storeId. */
    static final EventType ACCEPTED = new EventType(
            "intake.submission.accepted",
            Message.of(IntakeEvents.class, "event.submission-accepted"),
            "clipboard-list",
            null,
            IntakePermissions.SUBMISSION_VIEW,
            EventType.LONG);

    /** A message of a feed was kept, for the module itself. No data. */
    public static final EventType MESSAGE_RECEIVED = new EventType(
            "intake.message.received", null, "inbox", null, IntakePermissions.FEED_VIEW, Period.ofYears(1));

    @Override
    public List<EventType> eventTypes() {
        return List.of(RECEIVED, UNCONFIRMED, CONFIRMED, ACCEPTED, MESSAGE_RECEIVED);
    }

    private static EventType silent(String what) {
        return new EventType(
                "intake." + what, null, "clipboard-list", null, IntakePermissions.SUBMISSION_VIEW, EventType.LONG);
    }
}
