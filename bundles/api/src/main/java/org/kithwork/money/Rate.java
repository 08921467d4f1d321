package org.kithwork.money;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/**
 * What one unit of a currency was worth in another on a day.
 *
 * @param value above zero, at most 13 digits before the point and 18 behind it, so a column of {@code DECIMAL(31,18)}
 *     holds it; an amount times this, rounded once, is always the converted amount
 * @param date since when it has held: the day of the entry, of the older one where there are two, the asked day where
 *     both currencies are the same
 * @param quotes the entries of the table that it was made of, in the order of the way: none for a currency with itself,
 *     one, or two
 */
public record Rate(
        Currency from,
        Currency to,

        @JsonProperty("value") @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal value,

        LocalDate date,
        List<Quote> quotes) {

    /** The decimals of a value. */
    public static final int SCALE = 18;

    public Rate {
        value = value.stripTrailingZeros();
        value = value.setScale(Math.max(0, value.scale()), RoundingMode.UNNECESSARY);
        if (value.signum() <= 0 || value.scale() > SCALE) {
            throw new IllegalArgumentException("No rate: " + value);
        }
        quotes = List.copyOf(quotes);
    }

    /** The amount in {@link #to()}, rounded once; it must be in {@link #from()}. */
    public Money convert(Money money) {
        if (!money.currency().equals(from)) {
            throw new IllegalArgumentException("An amount in " + money.currency() + " has no rate from " + from);
        }
        return Money.round(money.amount().multiply(value), to);
    }
}
