package org.kithwork.funnel.internal.repurchase;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Why an opportunity came up by itself.
 *
 * @param lastOn when the customer had bought last
 * @param gapDays what lies between his purchases as a rule
 * @param dueOn when he was expected again
 * @param days how many days he had bought on
 */
public record Repurchase(
        LocalDate lastOn,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal gapDays,
        LocalDate dueOn,
        int days) {}
