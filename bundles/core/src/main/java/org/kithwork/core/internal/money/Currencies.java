package org.kithwork.core.internal.money;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.company.Company;
import org.kithwork.core.internal.money.store.CurrencyStore;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The currencies that the company works with: its own always, and those that somebody adds. */
@Component(service = Currencies.class)
public final class Currencies {

    private final CurrencyStore store;
    private final Company company;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public Currencies(
            @Reference CurrencyStore store,
            @Reference Company company,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.store = store;
        this.company = company;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A currency to be; raw. */
    public record Draft(@Nullable String code) {}

    /** All of them, the company's first. */
    public List<CurrencyInUse> list(Locale locale) {
        access.require(MoneyPermissions.VIEW);
        var own = company.currency();
        return inUse().stream()
                .map(currency -> view(currency, currency.equals(own), locale))
                .toList();
    }

    /** All of them, the company's first; for the system itself. */
    List<Currency> inUse() {
        var own = company.currency();
        return transactions.call(() -> Stream.concat(
                        Stream.of(own),
                        store.codes().stream().map(Currency::getInstance).filter(currency -> !currency.equals(own)))
                .toList());
    }

    /** Adds one; it does nothing where it is there already. */
    public CurrencyInUse add(Draft draft, Locale locale) {
        access.require(MoneyPermissions.EDIT);
        var faults = new Faults();
        if (draft.code() == null || Faults.isBlank(draft.code())) {
            faults.add("/code", "required");
        }
        var currency = MoneyDraft.currency(
                faults, "/code", draft.code() == null ? null : draft.code().toUpperCase(Locale.ROOT));
        faults.check();
        if (currency == null) {
            throw new IllegalStateException("A fault was not named");
        }
        take(currency);
        return view(currency, currency.equals(company.currency()), locale);
    }

    /** Has the currency be in use. */
    void take(Currency currency) {
        access.require(MoneyPermissions.EDIT);
        if (currency.equals(company.currency())) {
            return;
        }
        var code = currency.getCurrencyCode();
        transactions.run(() -> {
            if (store.insert(
                    code,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    access.actor().id())) {
                note("currency.added", code);
            }
        });
    }

    /** Takes one off the list; its rates stay, so that what was converted can be explained. */
    public void remove(String given) {
        access.require(MoneyPermissions.EDIT);
        var code = given.strip().toUpperCase(Locale.ROOT);
        if (code.equals(company.currency().getCurrencyCode())) {
            throw Problem.conflict(Message.of(Currencies.class, "currency-company"));
        }
        transactions.run(() -> {
            if (!store.delete(code)) {
                throw Problem.notFound("currency");
            }
            note("currency.removed", code);
        });
    }

    private void note(String action, String code) {
        audit.record(new Audit.Entry(action, "core:currency", code, null, Map.of(), null));
    }

    private static CurrencyInUse view(Currency currency, boolean company, Locale locale) {
        return new CurrencyInUse(
                currency.getCurrencyCode(),
                currency.getDisplayName(locale),
                currency.getDefaultFractionDigits(),
                company);
    }
}
