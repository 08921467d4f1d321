package org.kithwork.core.internal.money;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.kithwork.company.Company;
import org.kithwork.core.internal.money.store.RateEntity;
import org.kithwork.core.internal.money.store.RateStore;
import org.kithwork.money.CurrencyRates;
import org.kithwork.money.Quote;
import org.kithwork.money.Rate;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the way from one currency to another in the table. */
@Component(service = CurrencyRates.class)
public final class RateTable implements CurrencyRates {

    private static final int MOST_DIGITS = 13;

    private final RateStore store;
    private final Currencies currencies;
    private final Company company;
    private final Transactions transactions;

    @Activate
    public RateTable(
            @Reference RateStore store,
            @Reference Currencies currencies,
            @Reference Company company,
            @Reference Transactions transactions) {
        this.store = store;
        this.currencies = currencies;
        this.company = company;
        this.transactions = transactions;
    }

    /** An entry, and what it says in the direction asked for. */
    private record Leg(Quote quote, BigDecimal value) {}

    @Override
    public Optional<Rate> find(Currency from, Currency to, LocalDate on) {
        if (from.equals(to)) {
            return Optional.of(new Rate(from, to, BigDecimal.ONE, on, List.of()));
        }
        return transactions.call(() -> leg(from, to, on)
                .flatMap(leg -> rate(from, to, List.of(leg)))
                .or(() -> by(company.currency(), from, to, on))
                .or(() -> byAnother(from, to, on)));
    }

    @Override
    public Rate rateOn(Currency from, Currency to, LocalDate on) {
        return find(from, to, on).orElseThrow(() -> missing(from, to, on));
    }

    private Optional<Leg> leg(Currency from, Currency to, LocalDate on) {
        return store.latest(from, to, on).map(row -> {
            var rate = RateWriter.plain(row.rate);
            var value = row.from.equals(from.getCurrencyCode())
                    ? rate
                    : BigDecimal.ONE.divide(rate, MathContext.DECIMAL128);
            return new Leg(quote(row, rate), value);
        });
    }

    private Optional<Rate> by(Currency middle, Currency from, Currency to, LocalDate on) {
        if (middle.equals(from) || middle.equals(to)) {
            return Optional.empty();
        }
        return leg(from, middle, on)
                .flatMap(first -> leg(middle, to, on).flatMap(second -> rate(from, to, List.of(first, second))));
    }

    private Optional<Rate> byAnother(Currency from, Currency to, LocalDate on) {
        return currencies.inUse().stream()
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .flatMap(middle -> by(middle, from, to, on).stream())
                .reduce((best, next) -> next.date().isAfter(best.date()) ? next : best);
    }

    /** The product of the legs; none where it is beyond what a rate can hold. */
    private static Optional<Rate> rate(Currency from, Currency to, List<Leg> legs) {
        var value = legs.stream()
                .map(Leg::value)
                .reduce(BigDecimal.ONE, (one, other) -> one.multiply(other, MathContext.DECIMAL128))
                .setScale(Rate.SCALE, RoundingMode.HALF_UP);
        if (value.signum() == 0 || value.precision() - value.scale() > MOST_DIGITS) {
            return Optional.empty();
        }
        var quotes = legs.stream().map(Leg::quote).toList();
        var oldest =
                quotes.stream().map(Quote::date).min(Comparator.naturalOrder()).orElseThrow();
        return Optional.of(new Rate(from, to, value, oldest, quotes));
    }

    private static Quote quote(RateEntity row, BigDecimal rate) {
        return new Quote(
                row.id,
                Currency.getInstance(row.from),
                Currency.getInstance(row.to),
                rate,
                LocalDate.parse(row.validOn));
    }

    private static Problem missing(Currency from, Currency to, LocalDate on) {
        return Problem.conflict(Message.of(
                        RateTable.class, "rate-missing", from.getCurrencyCode(), to.getCurrencyCode(), on.toString()))
                .with("from", from.getCurrencyCode())
                .with("to", to.getCurrencyCode())
                .with("date", on.toString());
    }
}
