package org.kithwork.funnel.internal.repurchase;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.pipeline.PipelineId;

/** A customer who is expected again. */
public record Due(CustomerId customer, PipelineId pipeline, int days, LocalDate lastOn, BigDecimal gapDays) {}
