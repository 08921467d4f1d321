package org.kithwork.core.internal.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentState.Standing;
import org.kithwork.consent.Decider;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.consent.store.ConsentEntity;

/**
 * What follows from all that was decided. A level is a purpose on one channel, or on {@code ANY}. Inside a level the
 * latest decision wins, in the order in which things were decided and not in which they arrived; but a refusal holds until
 * somebody takes it back who may: the person himself, or whoever refused in the person's place. A refusal of
 * {@code SERVICE} on a channel refuses the channel, since nothing is less. A refusal for {@code ANY} holds on every channel
 * for which the person did not himself grant later.
 */
final class ConsentFold {

    private static final Comparator<ConsentEntity> IN_TIME = Comparator.comparing(
                    (ConsentEntity event) -> event.decidedAt)
            .thenComparing(event -> event.decision.isRefusal())
            .thenComparing(event -> event.id);

    private final List<ConsentEntity> live;

    /**
     * Folds the decisions of a person, under all the ids that stand for him.
     *
     * @param minor under 14: a guardian's grants count and no others, otherwise all but a guardian's
     */
    ConsentFold(Collection<ConsentEntity> events, Instant at, boolean minor) {
        live = events.stream()
                .filter(event -> !event.decidedAt.isAfter(at))
                .filter(event -> event.expiresAt == null || event.expiresAt.isAfter(at))
                .filter(event -> event.decision.isRefusal() || (event.decider == Decider.GUARDIAN) == minor)
                .sorted(IN_TIME)
                .toList();
    }

    /**
     * What holds.
     *
     * @param wholePurpose whether it is the purpose that is refused, and not the channel
     */
    record Result(
            Standing standing,
            boolean wholePurpose,
            @Nullable ConsentEntity decidedBy) {}

    /** What holds for a purpose on a channel; for {@code ANY} the level of the purpose alone. */
    Result at(Purpose purpose, Channel channel) {
        var exact = level(purpose, channel);
        if (exact.isRefused()) {
            return refused(exact, channel == Channel.ANY);
        }
        var carrier = level(Purpose.SERVICE, channel);
        if (channel != Channel.ANY && !carrier.isLiftedBy(exact.grant())) {
            return refused(carrier, false);
        }
        var general = level(purpose, Channel.ANY);
        if (!general.isLiftedBy(exact.grant())) {
            return refused(general, true);
        }
        var grant = exact.grant() == null ? general.grant() : exact.grant();
        return new Result(grant == null ? Standing.SILENT : Standing.GRANTED, false, grant);
    }

    /** The last grant that the person himself gave for the purpose. */
    @Nullable
    Instant lastOwnGrant(Purpose purpose) {
        return live.stream()
                .filter(event -> event.purpose == purpose && !event.decision.isRefusal() && !event.imported)
                .filter(event -> event.decider != Decider.STAFF)
                .map(event -> event.decidedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Result refused(Level level, boolean wholePurpose) {
        var refusals = level.refusals();
        return new Result(Standing.REFUSED, wholePurpose, refusals.get(refusals.size() - 1));
    }

    private Level level(Purpose purpose, Channel channel) {
        var refusals = new ArrayList<ConsentEntity>();
        ConsentEntity grant = null;
        for (var event : live) {
            if (event.purpose != purpose || event.channel != channel) {
                continue;
            }
            if (event.decision.isRefusal()) {
                refusals.add(event);
                grant = null;
            } else {
                refusals.removeIf(refusal -> lifts(event, refusal));
                grant = refusals.isEmpty() ? event : null;
            }
        }
        return new Level(List.copyOf(refusals), grant);
    }

    /** The refusals that hold; where there are none, the grant. */
    private record Level(
            List<ConsentEntity> refusals, @Nullable ConsentEntity grant) {

        boolean isRefused() {
            return !refusals.isEmpty();
        }

        /** Whether no refusal is left when this grant of a narrower level came. */
        boolean isLiftedBy(@Nullable ConsentEntity narrower) {
            return refusals.stream()
                    .allMatch(refusal -> narrower != null
                            && narrower.decidedAt.isAfter(refusal.decidedAt)
                            && lifts(narrower, refusal));
        }
    }

    private static boolean lifts(ConsentEntity grant, ConsentEntity refusal) {
        if (grant.imported) {
            return false;
        }
        return switch (grant.decider) {
            case SELF -> true;
            case GUARDIAN -> refusal.decider != Decider.SELF;
            case STAFF -> refusal.decider == Decider.STAFF && refusal.customerId.equals(grant.customerId);
        };
    }
}
