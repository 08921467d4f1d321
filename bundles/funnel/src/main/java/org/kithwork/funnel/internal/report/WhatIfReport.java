package org.kithwork.funnel.internal.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.money.Money;

/**
 * What the open opportunities would come to if one stage let more of them go on. How likely each goes from stage to stage is the conversion of
 * those of the period that are decided.
 *
 * @param conversion the share that goes on from the stage
 * @param changed the same with the points, within 0 and 1
 * @param gain what is expected more; {@code null} where amounts are hidden
 * @param decided of how many the conversion is
 * @param ratesOn of which day the rates are
 * @param withoutRate currencies that no sum contains, since there is no rate for them
 */
public record WhatIfReport(
        PipelineId pipelineId,
        StageId stageId,
        int points,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal conversion,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal changed,
        @Nullable Range now,
        @Nullable Range then,
        @Nullable Money gain,
        long decided,
        LocalDate ratesOn,
        List<Currency> withoutRate) {

    public WhatIfReport {
        withoutRate = List.copyOf(withoutRate);
    }

    /**
     * What is expected, and between what it lies in nine of ten cases, each opportunity taken by itself.
     *
     * @param low at least zero
     */
    public record Range(Money expected, Money low, Money high) {}
}
