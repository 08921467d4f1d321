package org.kithwork.funnel.internal.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kithwork.money.CurrencyRates;
import org.kithwork.money.Money;
import org.kithwork.money.Rate;

/** Adds amounts up in one currency, each at the rate of its day, rounded once at the end; remembers which had no rate. */
public final class Sums {

    private final CurrencyRates rates;
    private final Currency to;
    private final Map<Day, Optional<Rate>> known = new HashMap<>();

    private record Day(Currency currency, LocalDate on) {}

    public Sums(CurrencyRates rates, Currency to) {
        this.rates = rates;
        this.to = to;
    }

    /** The amount in the one currency, not rounded; zero where there is no rate. */
    public BigDecimal converted(BigDecimal amount, Currency currency, LocalDate on) {
        return known.computeIfAbsent(new Day(currency, on), day -> rates.find(day.currency, to, day.on))
                .map(rate -> amount.multiply(rate.value()))
                .orElse(BigDecimal.ZERO);
    }

    /** The sum as money. */
    public Money money(BigDecimal sum) {
        return Money.round(sum, to);
    }

    /** The currencies that had no rate on some day, by code. */
    public List<Currency> withoutRate() {
        var missing = new TreeMap<String, Currency>();
        known.forEach((day, rate) -> {
            if (rate.isEmpty()) {
                missing.put(day.currency.getCurrencyCode(), day.currency);
            }
        });
        return List.copyOf(missing.values());
    }
}
