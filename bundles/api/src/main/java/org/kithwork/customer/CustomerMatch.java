package org.kithwork.customer;

import org.jspecify.annotations.Nullable;

/**
 * A customer that may be the same as another.
 *
 * @param phone masked
 * @param score from 0 to 100
 */
public record CustomerMatch(
        CustomerId id,
        @Nullable String displayName,
        @Nullable String phone,
        Rule rule,
        int score) {

    /** What is alike. */
    public enum Rule {
        IDENTIFIER(100, true),
        PHONE(60, true),
        EMAIL(50, true),
        NAME_BIRTH(35, false);

        private final int score;
        private final boolean hard;

        Rule(int score, boolean hard) {
            this.score = score;
            this.hard = hard;
        }

        public int score() {
            return score;
        }

        /** Whether creating a customer in spite of it wants a reason. */
        public boolean isHard() {
            return hard;
        }
    }
}
