package org.kithwork.funnel.internal.score;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.money.Money;

/**
 * What has to hold for the points of a rule. Of the members there are those of its kind alone.
 *
 * @param sources one of these, whatever case and width they are written in
 * @param amount this much at least; what is in another currency is converted at the rate of today
 * @param stage this stage, or a later one of its pipeline
 * @param probability so many per cent at least
 * @param signal the name of a {@link org.kithwork.signal.SignalType}
 * @param days how far back it is looked
 * @param member as {@link org.kithwork.customer.MemberStates} names it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        Kind kind,
        @Nullable List<String> sources,
        @Nullable Money amount,
        @Nullable StageId stage,
        @Nullable Integer probability,
        @Nullable String signal,
        @Nullable Figure figure,
        @Nullable Comparison comparison,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal value,

        @Nullable Integer days,
        @Nullable String member) {

    public Condition {
        sources = sources == null ? null : List.copyOf(sources);
    }

    /** What is looked at. */
    public enum Kind {
        /** It came up by one of these ways; the fact dates from when it came up. */
        SOURCE("sources"),
        /** It is worth this much at least; the fact dates from when it came up. */
        AMOUNT("amount"),
        /** It stands in this stage or in a later one; the fact dates from when it entered the one in which it stands. */
        STAGE("stage"),
        /** It is so likely at least; the fact dates from when it entered its stage. */
        PROBABILITY("probability"),
        /** A figure of a customer's signals compares with a value; the fact dates from the latest of them. */
        SIGNAL("signal", "figure", "comparison", "value", "days"),
        /** It moved, or somebody was in touch with the customer, within so many days; the fact dates from then. */
        ACTIVITY("days"),
        /** The customer has something valid written down of him; the fact dates from when it was written or verified last. */
        MEMBER("member");

        private final Set<String> members;

        Kind(String... members) {
            this.members = Set.of(members);
        }

        /** Whether there is such a thing before a lead has become an opportunity. */
        boolean isOfLeads() {
            return this != AMOUNT && this != STAGE && this != PROBABILITY;
        }

        /** What is said of a condition of this kind. */
        Set<String> members() {
            return members;
        }
    }

    /** What is made of signals. */
    public enum Figure {
        /** How many there were. */
        COUNT,
        /** Their values together. */
        SUM,
        /** The value of the latest one. */
        LATEST,
        /** How many whole days ago the latest one was. */
        DAYS_SINCE
    }

    /** How a figure compares. */
    public enum Comparison {
        AT_LEAST,
        AT_MOST;

        boolean holds(BigDecimal figure, BigDecimal value) {
            var order = figure.compareTo(value);
            return this == AT_LEAST ? order >= 0 : order <= 0;
        }
    }
}
