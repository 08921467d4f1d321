package org.kithwork.funnel.internal.quote;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** How far a quote is. {@link #EXPIRED} is kept nowhere: it follows from the day until which a sent one is valid. */
public enum QuoteState {
    /** It may be changed. */
    DRAFT,
    /** Somebody else has to look at it first. */
    IN_APPROVAL,
    /** It may be sent. */
    APPROVED,
    /** The customer has it, and may accept it. */
    SENT,
    /** The customer has accepted it. */
    ACCEPTED,
    /** The customer does not want it. */
    DECLINED,
    /** The customer has it, and it is too late to accept it. */
    EXPIRED,
    /** There is a newer version. */
    SUPERSEDED;

    /** What a quote that is kept in this state is on a day. */
    public QuoteState on(LocalDate today, LocalDate validUntil) {
        return this == SENT && validUntil.isBefore(today) ? EXPIRED : this;
    }

    /** What may be done with it, rights aside. */
    public List<QuoteStep> possible() {
        return Stream.of(QuoteStep.values())
                .filter(step -> step.from().contains(this))
                .toList();
    }

    /** Whether it may go out as it is; whatever else is printed says what it is. */
    public boolean isOffer() {
        return this == APPROVED || this == SENT || this == ACCEPTED;
    }
}
