package org.kithwork.funnel.internal.odds;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.text.Bilingual;

/**
 * How likely an open opportunity is won: {@code (won + weight · assumed) / (closed + weight)}.
 *
 * @param probability 0 to 1
 * @param assumed what its stage takes for granted, 0 to 1
 * @param won of those that were decided
 * @param closed how many were decided that were in this stage at least as long and had the same source
 * @param weight as many decided ones as the assumption weighs
 * @param source {@code null} where it has none
 * @param fromDays what at least as long means
 * @param reasons what this is made of, the most important first
 */
public record Odds(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal probability,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal assumed,
        long won,
        long closed,
        int weight,
        @Nullable String source,
        int fromDays,
        List<Reason> reasons) {

    public Odds {
        reasons = List.copyOf(reasons);
    }

    /**
     * Something that it is made of.
     *
     * @param code what it is, for programs
     * @param figures what is told in the text, in its order
     */
    public record Reason(String code, List<String> figures, Bilingual text) {

        public Reason {
            figures = List.copyOf(figures);
        }
    }
}
