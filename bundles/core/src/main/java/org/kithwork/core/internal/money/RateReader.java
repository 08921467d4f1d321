package org.kithwork.core.internal.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.money.MoneyDraft;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads rates as they are written, and names every fault. */
@Component(service = RateReader.class)
public final class RateReader {

    private static final Pattern RATE = Pattern.compile("\\d{1,9}(\\.\\d{1,12})?");
    private static final BigDecimal SMALLEST = BigDecimal.ONE.movePointLeft(9);
    private static final int SCALE = 12;
    private static final Set<Integer> UNITS = Set.of(1, 10, 100, 1000, 10_000);
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final int DAYS_AHEAD = 366;
    private static final int LONGEST_SOURCE = 120;

    private final Currencies currencies;
    private final Company company;
    private final Clock clock;

    @Activate
    public RateReader(@Reference Currencies currencies, @Reference Company company, @Reference Clock clock) {
        this.currencies = currencies;
        this.company = company;
        this.clock = clock;
    }

    /**
     * The rate; refuses one that is at fault.
     *
     * @param ofAny whether it may be of currencies that are not in use
     */
    CheckedRate read(RateDraft draft, boolean ofAny) {
        var faults = new Faults();
        var from = currency(faults, "/from", draft.from(), ofAny);
        var to = isBlank(draft.to()) ? company.currency() : currency(faults, "/to", draft.to(), ofAny);
        if (isBlank(draft.from())) {
            faults.add("/from", "required");
        }
        if (from != null && from.equals(to)) {
            faults.add("/from", text("currencies-same"));
        }
        if (isBlank(draft.date())) {
            faults.add("/date", "required");
        }
        var date = date(faults, draft.date());
        var rate = rate(faults, draft.rate(), draft.units());
        var source = source(faults, draft.source());
        faults.check();
        if (from == null || to == null || date == null) {
            throw new IllegalStateException("A fault was not named");
        }
        return new CheckedRate(from, to, date, rate, source);
    }

    /** What is said of one unit, with at most twelve decimals; 0 where it is at fault. */
    BigDecimal rate(Faults faults, @Nullable String said, @Nullable Integer units) {
        if (units != null && !UNITS.contains(units)) {
            faults.add("/units", text("units-invalid"));
            return BigDecimal.ZERO;
        }
        if (said == null || isBlank(said)) {
            faults.add("/rate", "required");
            return BigDecimal.ZERO;
        }
        if (!RATE.matcher(said.strip()).matches()) {
            faults.add("/rate", text("rate-invalid"));
            return BigDecimal.ZERO;
        }
        var one = new BigDecimal(said.strip())
                .divide(BigDecimal.valueOf(units == null ? 1 : units), 2 * SCALE, RoundingMode.UNNECESSARY)
                .stripTrailingZeros();
        if (one.compareTo(SMALLEST) < 0 || one.scale() > SCALE) {
            faults.add("/rate", text("rate-small"));
            return BigDecimal.ZERO;
        }
        return one;
    }

    /** Where it was read; empty where that is not said. */
    String source(Faults faults, @Nullable String said) {
        var source = faults.optionalText("/source", said, LONGEST_SOURCE);
        return source == null ? "" : source;
    }

    private @Nullable Currency currency(Faults faults, String pointer, @Nullable String code, boolean ofAny) {
        var currency = MoneyDraft.currency(faults, pointer, code);
        if (currency != null && !ofAny && !currencies.inUse().contains(currency)) {
            faults.add(pointer, text("currency-unused", currency.getCurrencyCode()));
        }
        return currency;
    }

    private @Nullable LocalDate date(Faults faults, @Nullable String said) {
        var date = faults.date("/date", said);
        if (date == null) {
            return null;
        }
        var today = clock.instant().atZone(company.zone()).toLocalDate();
        if (date.isBefore(EARLIEST) || date.isAfter(today.plusDays(DAYS_AHEAD))) {
            faults.add("/date", text("date-far", EARLIEST.toString(), DAYS_AHEAD));
        }
        return date;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || Faults.isBlank(text);
    }

    private static Message text(String code, Object... arguments) {
        return Message.of(RateReader.class, code, arguments);
    }
}
