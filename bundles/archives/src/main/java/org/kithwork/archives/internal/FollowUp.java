package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.StoreId;

/**
 * A plan to be in touch with a customer.
 *
 * @param customerId {@code null} once the person is erased; that there was a plan stays
 * @param owner who means to do it
 * @param storeId whose zone and day count, and in whose scope it lies
 * @param recurrence absent where it comes once
 * @param series the same for all of a recurring one
 * @param number its place in the series, from 0; numbers that fell on a day of another are left out
 * @param begins the day and time of the series' first, in the zone of the store
 * @param closedAt when it was done, missed or cancelled
 * @param interactionId the interaction that came of it
 * @param escalation whose matter it became as it stayed missed; {@code null} in every other state
 * @param confirms the field of the customer that is to be confirmed, or {@link #NEED} for a need that waits too long; {@code
 *     null} where it was planned by a person
 */
public record FollowUp(
        FollowUpId id,
        long version,
        @Nullable CustomerId customerId,
        Instant planAt,
        FollowUpKind kind,
        @Nullable String subject,
        @Nullable String note,
        ActorName owner,
        @Nullable StoreId storeId,
        FollowUpState state,
        @Nullable Recurrence recurrence,
        @JsonIgnore String series,
        @JsonIgnore int number,
        @JsonIgnore LocalDateTime begins,
        @Nullable Instant closedAt,
        @Nullable InteractionId interactionId,
        @Nullable Escalation escalation,
        @Nullable String confirms) {

    /** What a reminder of an open need is about. */
    static final String NEED = "need";

    FollowUp saying(@Nullable String shownSubject, @Nullable String shownNote) {
        return with(planAt, kind, shownSubject, shownNote, state, closedAt, interactionId, escalation);
    }

    FollowUp planned(Instant at, FollowUpKind how, @Nullable String about, @Nullable String words) {
        var again = state == FollowUpState.MISSED && !at.equals(planAt);
        return with(
                at,
                how,
                about,
                words,
                again ? FollowUpState.PLANNED : state,
                again ? null : closedAt,
                interactionId,
                again ? null : escalation);
    }

    FollowUp closed(FollowUpState as, Instant at, @Nullable InteractionId cameOfIt) {
        return with(planAt, kind, subject, note, as, at, cameOfIt, null);
    }

    FollowUp escalated(Escalation how) {
        return with(planAt, kind, subject, note, state, closedAt, interactionId, how);
    }

    FollowUp next(FollowUpId other, Instant at, int itsNumber) {
        return new FollowUp(
                other,
                1,
                customerId,
                at,
                kind,
                subject,
                note,
                owner,
                storeId,
                FollowUpState.PLANNED,
                recurrence,
                series,
                itsNumber,
                begins,
                null,
                null,
                null,
                confirms);
    }

    private FollowUp with(
            Instant at,
            FollowUpKind how,
            @Nullable String about,
            @Nullable String words,
            FollowUpState as,
            @Nullable Instant closed,
            @Nullable InteractionId cameOfIt,
            @Nullable Escalation whose) {
        return new FollowUp(
                id,
                version,
                customerId,
                at,
                how,
                about,
                words,
                owner,
                storeId,
                as,
                recurrence,
                series,
                number,
                begins,
                closed,
                cameOfIt,
                whose,
                confirms);
    }

    /** The same as it is stored now. */
    public FollowUp withVersion(long now) {
        return new FollowUp(
                id,
                now,
                customerId,
                planAt,
                kind,
                subject,
                note,
                owner,
                storeId,
                state,
                recurrence,
                series,
                number,
                begins,
                closedAt,
                interactionId,
                escalation,
                confirms);
    }
}
