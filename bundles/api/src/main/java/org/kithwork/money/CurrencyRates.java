package org.kithwork.money;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The company's table of exchange rates. A report converts each amount at the rate of the day of its event, and keeps
 * amount, rate and date, so that it says the same later on, whatever is corrected in the table meanwhile.
 *
 * <p>The rate from one currency to another on a day is
 *
 * <ol>
 *   <li>1 for a currency with itself;
 *   <li>else what the table holds of the two, whichever way round it was entered: the entry of the latest day that is not
 *       after the asked one, as it stands or inverted;
 *   <li>else by way of the company's currency, each leg as above on its own day;
 *   <li>else by way of another currency in use that has both legs: the one whose older leg is the newest, by code where
 *       that is equal.
 * </ol>
 *
 * <p>Nothing is too old: an entry holds until the next one. {@link Rate#date()} says of when it is, so that whoever shows
 * the amount can show that as well. Asks no right, reads the table each time (one to three look-ups by index, more for
 * the last of the ways): ask once for each pair of currencies and day, and convert many amounts with the answer.
 */
@ProviderType
public interface CurrencyRates {

    /** The rate that held on this day; empty where the table does not lead from one to the other. */
    Optional<Rate> find(Currency from, Currency to, LocalDate on);

    /**
     * The rate that held on this day. Where there is none it is a conflict, {@code rate-missing}, with the members
     * {@code from}, {@code to} and {@code date}, whose sentence says which rate is missing and how to enter it.
     */
    Rate rateOn(Currency from, Currency to, LocalDate on);

    /** The amount in another currency at the rate that held on this day, rounded once; refuses as {@link #rateOn}. */
    default Converted convert(Money money, Currency to, LocalDate on) {
        var rate = rateOn(money.currency(), to, on);
        return new Converted(rate.convert(money), rate);
    }
}
