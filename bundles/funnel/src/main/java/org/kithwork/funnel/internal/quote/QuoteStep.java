package org.kithwork.funnel.internal.quote;

import java.util.EnumSet;
import java.util.Set;

/** What is done with a quote. */
public enum QuoteStep {
    /** It is written down, as the first version or the next one. */
    CREATE,
    /** Its author is done: it is approved at once, or somebody else is asked. */
    SUBMIT(QuoteState.DRAFT),
    /** Somebody who is not its author agrees. */
    APPROVE(QuoteState.IN_APPROVAL),
    /** Somebody does not agree, and says why; it may be changed again. */
    REFUSE(QuoteState.IN_APPROVAL),
    /** It is taken back before it was sent, and may be changed again. */
    WITHDRAW(QuoteState.IN_APPROVAL, QuoteState.APPROVED),
    /** It went to the customer. */
    SEND(QuoteState.APPROVED),
    /** The customer has accepted it. */
    ACCEPT(QuoteState.SENT),
    /** The customer does not want it. */
    DECLINE(QuoteState.SENT),
    /** The next version is begun. */
    REVISE(QuoteState.SENT, QuoteState.EXPIRED, QuoteState.DECLINED);

    private final Set<QuoteState> from;

    QuoteStep(QuoteState... from) {
        this.from = from.length == 0 ? Set.of() : Set.copyOf(EnumSet.of(from[0], from));
    }

    Set<QuoteState> from() {
        return from;
    }
}
