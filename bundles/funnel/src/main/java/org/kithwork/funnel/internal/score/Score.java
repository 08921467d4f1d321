package org.kithwork.funnel.internal.score;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.score.Condition.Figure;
import org.kithwork.money.Money;
import org.kithwork.text.Bilingual;

/**
 * How many points something has, and by which rules, as whoever looks may see it.
 *
 * @param score the sum of the parts
 * @param withheld whether some rule was not counted because its fact is hidden from whoever looks, or known to nobody at the moment
 * @param parts one of each rule that is in use, in the order of the rules
 */
public record Score(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal score, boolean withheld, List<Part> parts) {

    public Score {
        parts = List.copyOf(parts);
    }

    static Score of(List<Part> parts) {
        return new Score(
                parts.stream().map(Part::points).reduce(BigDecimal.ZERO.setScale(Decay.DECIMALS), BigDecimal::add),
                parts.stream().anyMatch(part -> part.outcome() == Outcome.WITHHELD),
                parts);
    }

    /** What became of a rule. */
    public enum Outcome {
        MET,
        NOT_MET,
        /** Nothing is concluded: what it looks at is hidden from whoever asks, or known to nobody at the moment. */
        WITHHELD
    }

    /**
     * What a rule gave.
     *
     * @param full the points of the rule, before they grow fewer
     * @param ageDays how old the fact is; {@code null} where it has no date
     * @param because what the rule found; {@code null} unless it was met
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            ScoreRuleId ruleId,
            Bilingual rule,
            Condition.Kind kind,
            Outcome outcome,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal points,
            int full,
            @Nullable Integer halfLifeDays,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal ageDays,

            @Nullable Because because) {}

    /**
     * What a rule found; of the members there are those that its kind has something to say by.
     *
     * @param since the date of the fact
     * @param source the way by which it came up
     * @param amount what it is worth
     * @param percent how likely it is
     * @param signal which signal the figure is made of
     * @param figure what is made of it
     * @param value the figure
     * @param days within how many days
     * @param member what is written down
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Because(
            @Nullable Instant since,
            @Nullable String source,
            @Nullable Money amount,
            @Nullable Integer percent,
            @Nullable String signal,
            @Nullable Figure figure,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal value,

            @Nullable Integer days,
            @Nullable String member) {

        static Because of(@Nullable Instant since) {
            return new Because(since, null, null, null, null, null, null, null, null);
        }
    }
}
