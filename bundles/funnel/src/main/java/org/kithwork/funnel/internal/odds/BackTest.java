package org.kithwork.funnel.internal.odds;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;

/**
 * What would have been foreseen on a day of what was open then and is decided now, and how good that would have been.
 *
 * @param all of all of them
 * @param tenths of those that were foreseen with about the same probability, from the least likely on
 */
public record BackTest(PipelineId pipelineId, LocalDate on, Line all, List<Line> tenths) {

    public BackTest {
        tenths = List.copyOf(tenths);
    }

    /**
     * Some that were foreseen.
     *
     * @param from of which probability on, such as {@code 0.3}
     * @param foreseen their mean probability
     * @param won the share of them that was won
     * @param learned the Brier score of what was learned: the lower, the better
     * @param assumed the Brier score of what the stages assume
     */
    public record Line(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal from,
            long count,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal foreseen,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal won,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal learned,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal assumed) {}
}
