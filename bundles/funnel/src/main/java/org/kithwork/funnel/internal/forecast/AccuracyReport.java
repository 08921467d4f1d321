package org.kithwork.funnel.internal.forecast;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.money.Money;

/**
 * How far forecasts were from what came, of months that are over. The forecast of a month is what was expected of it, weighted and without
 * what was omitted, in the last snapshot up to its first day; a month before which there is none is not judged. What came is what was won in
 * the month, by whom it was won.
 *
 * @param withoutRate currencies that no sum contains, since there was no rate for them
 */
public record AccuracyReport(PipelineId pipelineId, Line all, List<Line> owners, List<Currency> withoutRate) {

    public AccuracyReport {
        owners = List.copyOf(owners);
        withoutRate = List.copyOf(withoutRate);
    }

    /**
     * The months of one owner, or of all.
     *
     * @param owner the id of a user; {@code null} for all
     * @param wape {@code Σ|actual − forecast| / Σ actual} over the months that are judged; {@code null} where nothing came and where
     *     amounts are hidden
     */
    public record Line(
            @Nullable String owner,
            @Nullable String name,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal wape,

            List<Month> months) {

        public Line {
            months = List.copyOf(months);
        }
    }

    /**
     * What was forecast for a month and what came; amounts are {@code null} where they are hidden.
     *
     * @param snapshotOn of which day the forecast is; {@code null} where there is none
     */
    public record Month(
            String month,
            @Nullable LocalDate snapshotOn,
            @Nullable Money forecast,
            @Nullable Money actual) {}
}
