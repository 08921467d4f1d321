package org.kithwork.core.internal.money;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.money.Converted;
import org.kithwork.money.CurrencyRates;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Converts an amount that somebody writes. */
@Component(service = Conversion.class)
public final class Conversion {

    private final CurrencyRates rates;
    private final Company company;
    private final AccessControl access;
    private final Clock clock;

    @Activate
    public Conversion(
            @Reference CurrencyRates rates,
            @Reference Company company,
            @Reference AccessControl access,
            @Reference Clock clock) {
        this.rates = rates;
        this.company = company;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Converts; raw.
     *
     * @param to the company's currency where absent
     * @param date today, in the company's zone, where absent
     */
    public Converted convert(
            @Nullable String amount, @Nullable String from, @Nullable String to, @Nullable String date) {
        access.require(MoneyPermissions.VIEW);
        var faults = new Faults();
        require(faults, "/amount", amount);
        require(faults, "/from", from);
        var source = MoneyDraft.currency(faults, "/from", from);
        var target = to == null || Faults.isBlank(to) ? company.currency() : MoneyDraft.currency(faults, "/to", to);
        var day = faults.date("/date", date);
        faults.check();
        if (source == null || target == null) {
            throw new IllegalStateException("A fault was not named");
        }
        var money = MoneyDraft.read(faults, "", new MoneyDraft(amount, null), source);
        faults.check();
        if (money == null) {
            throw new IllegalStateException("A fault was not named");
        }
        var on = day == null ? clock.instant().atZone(company.zone()).toLocalDate() : day;
        return rates.convert(money, target, on);
    }

    private static void require(Faults faults, String pointer, @Nullable String said) {
        if (said == null || Faults.isBlank(said)) {
            faults.add(pointer, "required");
        }
    }
}
