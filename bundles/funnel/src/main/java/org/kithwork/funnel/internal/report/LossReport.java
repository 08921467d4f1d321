package org.kithwork.funnel.internal.report;

import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.money.Money;

/** Why opportunities were lost in a period, and to whom; the most frequent first. */
public record LossReport(PipelineId pipelineId, List<Loss> items, List<Currency> withoutRate) {

    public LossReport {
        items = List.copyOf(items);
        withoutRate = List.copyOf(withoutRate);
    }

    /**
     * Some that were lost for one reason to one competitor.
     *
     * @param value their amounts; {@code null} where amounts are hidden
     */
    public record Loss(
            @Nullable String reason,
            @Nullable String competitor,
            long count,
            @Nullable Money value) {}
}
