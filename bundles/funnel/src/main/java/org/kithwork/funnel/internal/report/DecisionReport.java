package org.kithwork.funnel.internal.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.money.Money;

/**
 * What was decided in a period. Shares are decimals, durations days of twenty-four hours; what nothing can be divided by is {@code null}.
 *
 * @param wonValue the amounts of what was won, each at the rate of the day on which it was; {@code null} where amounts are hidden
 * @param winRate won of all that were decided
 * @param winRateByValue the same of the amounts
 * @param meanWon what one of them was worth
 * @param velocity what the open ones are worth a day at this rate, worth and pace
 * @param withoutRate currencies that no amount contains, since there is no rate for them
 */
public record DecisionReport(
        PipelineId pipelineId,
        long won,
        long lost,
        long open,
        @Nullable Money wonValue,
        @Nullable Money lostValue,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal winRate,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal winRateByValue,

        @Nullable Money meanWon,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal meanDaysWon,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal meanDaysLost,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal medianDaysWon,

        @Nullable Money velocity,
        List<Currency> withoutRate) {

    public DecisionReport {
        withoutRate = List.copyOf(withoutRate);
    }
}
