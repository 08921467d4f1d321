package org.kithwork.core.internal.consent;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.Purpose;
import org.kithwork.consent.SendDecision;
import org.kithwork.consent.SendRequest;
import org.kithwork.consent.SendRequest.Priority;
import org.kithwork.customer.CustomerId;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/**
 * The question whether a message might go out, raw.
 *
 * @param contactPoint the one to use; that of the channel where absent
 * @param at RFC 3339; now where absent
 * @param keepsWishes whether it waits for the hours that the customer likes
 */
public record SendCheck(
        @Nullable String purpose,
        @Nullable String channel,
        @Nullable String contactPoint,
        @Nullable String priority,
        @Nullable String at,
        @Nullable Boolean keepsWishes) {

    private static final String SEND = "check";

    /**
     * The answer in the language of the caller.
     *
     * @param step the step that decided, 0 where none spoke against it
     */
    public record Answer(
            SendDecision.Outcome outcome,
            int step,
            String reason,
            String text,
            @Nullable Instant until,
            @Nullable String contactPoint,
            SendDecision.@Nullable Wishes wishes) {}

    /** The request that is meant; refuses what is incomplete. */
    public SendRequest request(CustomerId customer, Instant now) {
        var faults = new Faults();
        var what = faults.choice("/purpose", purpose, Purpose.class);
        if (purpose == null) {
            faults.add("/purpose", "required");
        }
        var how = faults.choice("/channel", channel, Channel.class);
        if (channel == null) {
            faults.add("/channel", "required");
        }
        if (how == Channel.ANY) {
            faults.add("/channel", Message.of(SendCheck.class, "channel-needed"));
        }
        var priorityOrNone = faults.choice("/priority", priority, Priority.class);
        var when = faults.instant("/at", at);
        faults.check();
        return new SendRequest(
                customer,
                what == null ? Purpose.SERVICE : what,
                how == null ? Channel.SMS : how,
                contactPoint == null ? List.of() : List.of(contactPoint),
                SEND,
                priorityOrNone == null ? Priority.NORMAL : priorityOrNone,
                when == null ? now : when,
                Boolean.TRUE.equals(keepsWishes));
    }

    /** What a decision is to the caller. */
    public static Answer answer(SendDecision decision, Locale locale) {
        return new Answer(
                decision.outcome(),
                decision.step(),
                decision.reason().code(),
                decision.reason().text(locale),
                decision.until(),
                decision.contactPoint(),
                decision.wishes());
    }
}
