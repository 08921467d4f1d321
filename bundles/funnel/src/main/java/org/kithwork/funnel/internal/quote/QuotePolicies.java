package org.kithwork.funnel.internal.quote;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.kithwork.company.Company;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.store.QuotePolicyStore;
import org.kithwork.money.CurrencyRates;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rule by which quotes need the approval of somebody else. */
@Component(service = QuotePolicies.class)
public final class QuotePolicies {

    private final AccessControl access;
    private final Transactions transactions;
    private final QuotePolicyStore store;
    private final CurrencyRates rates;
    private final Company company;
    private final Trail trail;
    private final QuoteReader reader;

    @Activate
    public QuotePolicies(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference QuotePolicyStore store,
            @Reference CurrencyRates rates,
            @Reference Company company,
            @Reference Trail trail,
            @Reference QuoteReader reader) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.rates = rates;
        this.company = company;
        this.trail = trail;
        this.reader = reader;
    }

    public QuotePolicy get() {
        access.require(FunnelPermissions.PIPELINE_VIEW);
        return store.get();
    }

    /** Changes the limits that the patch names; {@code null} lifts one. */
    public QuotePolicy change(long version, Patch patch) {
        access.require(FunnelPermissions.PIPELINE_CONFIGURE);
        patch.allow(QuotePolicyChange.class);
        return transactions.call(() -> {
            var before = store.lock();
            if (before.version() != version) {
                throw Problem.stale();
            }
            var after = read(before, patch);
            store.change(after);
            trail.audited("funnel.quote-policy.changed", null, QuotePolicyStore.ID, figures(after), null);
            return after;
        });
    }

    private QuotePolicy read(QuotePolicy before, Patch patch) {
        var faults = new Faults();
        var discount = patch.has("discountLimit")
                ? QuoteReader.percent(faults, "/discountLimit", patch.text("discountLimit"))
                : before.discountLimit();
        var total = patch.has("totalLimit")
                ? MoneyDraft.read(
                        faults, "/totalLimit", patch.value("totalLimit", MoneyDraft.class), company.currency())
                : before.totalLimit();
        if (total != null && total.isNegative()) {
            faults.add("/totalLimit/amount", QuoteReader.message("amount-negative"));
        }
        faults.check();
        return new QuotePolicy(before.version() + 1, discount, total);
    }

    private static Map<String, Object> figures(QuotePolicy policy) {
        var data = new HashMap<String, Object>();
        if (policy.discountLimit() != null) {
            data.put("discountLimit", policy.discountLimit().toPlainString());
        }
        if (policy.totalLimit() != null) {
            data.put("totalLimit", policy.totalLimit().toString());
        }
        return data;
    }

    /** Whether somebody else has to approve the quote; one whose total cannot be converted for want of a rate does need it. */
    boolean asks(Quote quote) {
        var policy = store.get();
        var limit = policy.totalLimit();
        var totals = quote.totals();
        return policy.isExceededBy(quote.lines(), Objects.requireNonNullElse(quote.discount(), BigDecimal.ZERO))
                || (limit != null && totals != null && exceeds(totals.total(), limit));
    }

    private boolean exceeds(Money total, Money limit) {
        return rates.find(total.currency(), limit.currency(), reader.today())
                .map(rate -> rate.convert(total).compare(limit) > 0)
                .orElse(true);
    }
}
