package org.kithwork.core.internal.duplicate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerSummary;

/**
 * Two customers that may be the same, as far as the caller may see them.
 *
 * @param id absent for a pair that no search has put down yet
 * @param rules what speaks for and against it, the strongest first; for estimated weights none
 */
public record DuplicatePair(
        @Nullable String id,
        int score,
        Proposal proposal,
        DuplicateState state,
        DuplicateMethod method,
        List<Rule> rules,
        List<CustomerSummary> customers,
        @Nullable Instant foundAt,
        @Nullable Instant decidedAt,
        @Nullable ActorName decidedBy) {

    /** A pair that is seen at this moment and not put down. */
    static DuplicatePair seenNow(DuplicateScore score, List<CustomerSummary> customers) {
        return new DuplicatePair(
                null,
                score.score(),
                Proposal.of(score.score()),
                DuplicateState.OPEN,
                DuplicateMethod.DEFAULT,
                Rule.all(score.rules()),
                customers,
                null,
                null,
                null);
    }

    /** What is to be done with a pair. */
    public enum Proposal {
        MERGE,
        REVIEW;

        static Proposal of(int score) {
            return score >= DuplicateScore.PROPOSE ? MERGE : REVIEW;
        }
    }

    /** A rule that holds, with what it counts. */
    public record Rule(DuplicateRule rule, int points) {

        static List<Rule> all(List<DuplicateRule> rules) {
            return rules.stream().map(rule -> new Rule(rule, rule.points())).toList();
        }
    }
}
