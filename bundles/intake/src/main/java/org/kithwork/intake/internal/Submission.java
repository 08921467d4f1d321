package org.kithwork.intake.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.Purpose;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.StoreId;

/**
 * What somebody sent in.
 *
 * @param customerId whom it made or went to
 * @param doubt why a person has to decide
 * @param delivery what became of the message with the link; {@code null} until that is known, a moment later
 * @param takenBy who of the company took it down, with the customer before him; {@code null} where the customer sent it
 * @param said what was typed and ticked; {@code null} where the actor may not see it
 * @param noticeVersion the notice that was shown
 * @param interactionId the interaction that it belongs to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Submission(
        SubmissionId id,
        long version,
        FormId formId,
        Origin origin,
        @Nullable ActorName takenBy,
        @Nullable StoreId storeId,
        @Nullable CustomerId customerId,
        State state,
        @Nullable Doubt doubt,
        @Nullable Delivery delivery,
        @Nullable Said said,
        @Nullable String noticeVersion,
        String language,
        @Nullable Instant linkExpiresAt,
        Instant receivedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant decidedAt,
        @Nullable ActorName decidedBy,
        @Nullable String interactionId) {

    /** How it came. */
    public enum Origin {
        /** The form at its public address. */
        FORM,
        /** The form on a tablet of a store. */
        KIOSK,
        /** Staff took it down in passing. */
        CAPTURE,
        /** Staff filled it in while they talked to a customer. */
        NOTE
    }

    /** How far it is. */
    public enum State {
        /** Waits for its link to be used. */
        UNCONFIRMED,
        /** Is looked at by the module, a moment later. */
        RECEIVED,
        /** Waits for a person. */
        REVIEW,
        ACCEPTED,
        REJECTED
    }

    /** Why a person has to decide. */
    public enum Doubt {
        /** It looks like somebody, and not surely. */
        ALIKE,
        /** Whoever knows his name and number may have ticked for him: he is known, and no link was used. */
        UNPROVEN,
        /** Under 14, so a guardian has to agree. */
        MINOR,
        /** Something of it cannot be kept as it is. */
        INVALID
    }

    /** What became of the message with the link. */
    public enum Delivery {
        /** It is on its way by mail. */
        MAILED,
        /** No address of mail was asked for or given; a person may hand the link over. */
        NO_ADDRESS,
        /** Nothing here sends mails; a person may hand the link over. */
        NO_CHANNEL,
        /** This address was written to often enough today, whoever asked for it; a person may hand the link over. */
        TOO_MANY
    }

    /**
     * What was typed and ticked.
     *
     * @param answers by the name of the field; several choices in lines
     * @param consents what leave was given for
     */
    public record Said(Map<String, String> answers, List<Granted> consents) {

        public Said {
            answers = Map.copyOf(answers);
            consents = List.copyOf(consents);
        }
    }

    /** Leave for one purpose. */
    public record Granted(Purpose purpose, List<Channel> channels) {

        public Granted {
            channels = List.copyOf(channels);
        }
    }

    /** When its person decided what he ticked: with the link where there is one. */
    Instant decidedByPersonAt() {
        return confirmedAt == null ? receivedAt : confirmedAt;
    }

    /** Whether it is surely the word of the person whom it names: he used the link, or staff took it down. */
    boolean isProven() {
        return confirmedAt != null || takenBy != null;
    }

    /** The same with this for what was typed. */
    Submission saying(@Nullable Said other) {
        return new Submission(
                id,
                version,
                formId,
                origin,
                takenBy,
                storeId,
                customerId,
                state,
                doubt,
                delivery,
                other,
                noticeVersion,
                language,
                linkExpiresAt,
                receivedAt,
                confirmedAt,
                decidedAt,
                decidedBy,
                interactionId);
    }
}
