package org.kithwork.archives.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/**
 * What a rule found in what a customer said.
 *
 * @param rule the rule's name at the time; {@code null} for who may read none of the evidence
 * @param at when it was found
 * @param evidence the interactions that it stands on, as far as the reader may read them
 * @param decidedBy who took it up or dismissed it
 * @param note what he says of it; {@code null} for who may read none of the evidence
 */
public record FoundSignal(
        SignalId id,
        long version,
        CustomerId customerId,
        SignalKind kind,
        @Nullable String rule,
        Instant at,
        Evidence evidence,
        SignalState state,
        @Nullable ActorName decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String note) {

    /** The same in another version. */
    public FoundSignal withVersion(long current) {
        return new FoundSignal(id, current, customerId, kind, rule, at, evidence, state, decidedBy, decidedAt, note);
    }

    /** The same on this evidence. */
    public FoundSignal on(Evidence shown) {
        return new FoundSignal(id, version, customerId, kind, rule, at, shown, state, decidedBy, decidedAt, note);
    }

    /** The same with these words. */
    FoundSignal saying(@Nullable String shownRule, @Nullable String shownNote) {
        return new FoundSignal(
                id, version, customerId, kind, shownRule, at, evidence, state, decidedBy, decidedAt, shownNote);
    }
}
