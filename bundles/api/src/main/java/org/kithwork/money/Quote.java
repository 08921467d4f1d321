package org.kithwork.money;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/**
 * An entry of the table of rates, as it was entered: one {@code from} is {@code rate} of {@code to} since this day.
 * Entries never change; one that is corrected stays, and another takes its place.
 *
 * @param id the entry, which the table shows for ever
 */
public record Quote(
        String id,
        Currency from,
        Currency to,

        @JsonProperty("rate") @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal rate,

        LocalDate date) {}
