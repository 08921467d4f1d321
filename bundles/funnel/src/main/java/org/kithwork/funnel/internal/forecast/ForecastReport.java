package org.kithwork.funnel.internal.forecast;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.opportunity.ForecastCategory;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.money.Money;

/**
 * What is expected of some months as things stand: open opportunities by the month of the expected decision.
 *
 * @param ratesOn of which day the rates are by which open amounts were converted; what is won is at those of its days
 * @param withoutRate currencies that no sum contains, since there is no rate for them
 */
public record ForecastReport(PipelineId pipelineId, LocalDate ratesOn, List<Month> months, List<Currency> withoutRate) {

    public ForecastReport {
        months = List.copyOf(months);
        withoutRate = List.copyOf(withoutRate);
    }

    /**
     * A month.
     *
     * @param month such as {@code 2026-03}
     * @param won how many were won in it already
     * @param wonValue {@code null} where amounts are hidden
     * @param open one line for each category
     */
    public record Month(String month, long won, @Nullable Money wonValue, List<Line> open) {

        public Month {
            open = List.copyOf(open);
        }
    }

    /**
     * What is open of a category.
     *
     * @param sum of the amounts; {@code null} where amounts are hidden
     * @param weighted the sum of each amount times its probability, rounded once; {@code null} where amounts are hidden
     */
    public record Line(
            ForecastCategory forecast,
            long count,
            @Nullable Money sum,
            @Nullable Money weighted) {}
}
