package org.kithwork.consent;

import java.time.Instant;
import java.util.List;
import org.kithwork.customer.CustomerId;

/**
 * A message that somebody means to send.
 *
 * @param channel any but {@code ANY}
 * @param contactPoints which ones may be used, in this order; none for those of the channel, the primary one first
 * @param sendId what names the send, at most 80 characters: within one, a contact point is served once
 * @param at when it would go out
 * @param keepsWishes whether a message other than {@code SERVICE} waits for the hours that the customer likes
 */
public record SendRequest(
        CustomerId customer,
        Purpose purpose,
        Channel channel,
        List<String> contactPoints,
        String sendId,
        Priority priority,
        Instant at,
        boolean keepsWishes) {

    private static final int LONGEST_SEND_ID = 80;

    public SendRequest {
        contactPoints = List.copyOf(contactPoints);
        if (channel == Channel.ANY) {
            throw new IllegalArgumentException("a message has a channel");
        }
        if (sendId.isBlank() || sendId.length() > LONGEST_SEND_ID) {
            throw new IllegalArgumentException("the name of a send has 1 to " + LONGEST_SEND_ID + " characters");
        }
    }

    /** A message that waits for nobody's favourite hours. */
    public SendRequest(
            CustomerId customer,
            Purpose purpose,
            Channel channel,
            List<String> contactPoints,
            String sendId,
            Priority priority,
            Instant at) {
        this(customer, purpose, channel, contactPoints, sendId, priority, at, false);
    }

    /** How much it matters. */
    public enum Priority {
        /** Dropped when the cap is reached. */
        LOW,
        /** Waits until the cap has room. */
        NORMAL,
        /** As {@link #NORMAL}; and a {@code SERVICE} message does not wait for the end of the quiet hours. */
        URGENT
    }
}
