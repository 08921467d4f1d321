package org.kithwork.funnel.internal.board;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.money.Money;

/**
 * A pipeline with the open opportunities that whoever looks may see.
 *
 * @param currency of the sums
 * @param ratesOn of which day the rates are by which other currencies were converted
 * @param withoutRate currencies that no sum contains, since there is no rate for them
 */
public record Board(
        PipelineId pipelineId, Currency currency, LocalDate ratesOn, List<Column> columns, List<Currency> withoutRate) {

    public Board {
        columns = List.copyOf(columns);
        withoutRate = List.copyOf(withoutRate);
    }

    /**
     * What stands in a stage.
     *
     * @param sum of the amounts; {@code null} where amounts are hidden
     * @param weighted the sum of each amount times its probability, rounded once; {@code null} where amounts are hidden
     */
    public record Column(
            StageId stageId,
            long count,
            @Nullable Money sum,
            @Nullable Money weighted) {}
}
