package org.kithwork.core.internal.money;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;

/**
 * An entry of the table as people see it: one {@code from} is {@code rate} of {@code to} from this day on.
 *
 * @param corrects the entry whose place it took
 */
public record RateEntry(
        String id,
        Currency from,
        Currency to,
        LocalDate date,

        @JsonProperty("rate") @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal rate,

        RateState state,
        @Nullable String source,
        @Nullable String corrects,
        Instant enteredAt,
        ActorName enteredBy) {

    RateEntry in(RateState other) {
        return new RateEntry(id, from, to, date, rate, other, source, corrects, enteredAt, enteredBy);
    }
}
