package org.kithwork.funnel.internal.pool;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a customer goes back to his pool, and why. */
final class Recycling {

    private Recycling() {}

    /**
     * What is known of a customer.
     *
     * @param since since when he belongs to his owner
     * @param lastContact when somebody really talked to him; {@code null} for never
     * @param lastDeal when something was won with him; {@code null} for never
     */
    record Facts(
            LocalDate since,
            @Nullable LocalDate lastContact,
            @Nullable LocalDate lastDeal) {}

    /** The day on which he goes back, and the rule by which he does. */
    record Return(LocalDate on, PoolStep why) {

        /** Not before a contract has ended and its days of grace are over. */
        Return behind(LocalDate contractUntil, int grace) {
            var first = contractUntil.plusDays(grace).plusDays(1);
            return on.isBefore(first) ? new Return(first, why) : this;
        }
    }

    /** By the first rule that applies; empty where none ever does. An owner has all the days from when the customer became his. */
    static Optional<Return> of(PoolRules rules, Facts facts) {
        return Stream.of(
                        after(rules.recycleAfterDays(), facts.since(), facts.lastContact(), PoolStep.NO_FOLLOW_UP),
                        after(rules.recycleWithoutDealDays(), facts.since(), facts.lastDeal(), PoolStep.NO_DEAL))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Return::on));
    }

    private static Optional<Return> after(
            @Nullable Integer days, LocalDate since, @Nullable LocalDate last, PoolStep why) {
        var from = last == null || last.isBefore(since) ? since : last;
        return days == null ? Optional.empty() : Optional.of(new Return(from.plusDays(days), why));
    }
}
