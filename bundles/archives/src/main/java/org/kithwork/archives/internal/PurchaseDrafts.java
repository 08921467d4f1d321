package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a purchase, names every fault at once, and works out the amounts that are not said. */
@Component(service = PurchaseDrafts.class)
public final class PurchaseDrafts {

    private static final int MAX_LINES = 1000;
    private static final BigDecimal MAX_QUANTITY = BigDecimal.TEN.pow(9);
    private static final BigDecimal MAX_AMOUNT = BigDecimal.TEN.pow(15);

    private final Ids ids;
    private final Clock clock;
    private final Company company;
    private final Stores stores;

    @Activate
    public PurchaseDrafts(
            @Reference Ids ids, @Reference Clock clock, @Reference Company company, @Reference Stores stores) {
        this.ids = ids;
        this.clock = clock;
        this.company = company;
        this.stores = stores;
    }

    /** The purchase, in a store that the right covers; refused with what was found at fault before and here. */
    NewPurchase read(PurchaseDraft draft, Visibility right, Faults faults) {
        var customer = CustomerId.required(faults, "/customerId", draft.customerId());
        var store = stores.read(faults, "/storeId", draft.storeId(), right);
        var channel = faults.optionalText("/channel", draft.channel(), 40);
        var at = Said.at(faults, draft.at(), clock);
        var currency = MoneyDraft.currency(faults, "/currency", draft.currency());
        var externalId = faults.optionalText("/externalId", draft.externalId(), 200);
        var source = Said.source(faults, draft.source(), externalId);
        var lines = lines(faults, draft.lines(), currency == null ? company.currency() : currency);
        faults.check();
        if (customer == null) {
            throw new IllegalStateException("A draft without faults has a customer");
        }
        var head = new Purchase.Head(
                new PurchaseId(ids.next()),
                0,
                customer,
                store,
                channel,
                at,
                currency == null ? company.currency() : currency,
                source,
                externalId);
        var purchase = Purchase.of(head, lines, List.of(), false);
        if (purchase.gross().amount().abs().compareTo(MAX_AMOUNT) >= 0) {
            faults.add("/lines", "number-invalid");
            faults.check();
        }
        return new NewPurchase(customer, purchase, fingerprint(draft, purchase));
    }

    private List<PurchaseLine> lines(Faults faults, @Nullable List<PurchaseDraft.Line> drafts, Currency currency) {
        if (drafts == null || drafts.isEmpty()) {
            faults.add("/lines", "required");
            return List.of();
        }
        if (drafts.size() > MAX_LINES) {
            faults.add("/lines", Said.message("lines-many", MAX_LINES));
            return List.of();
        }
        var lines = new ArrayList<PurchaseLine>();
        for (int i = 0; i < drafts.size(); i++) {
            var line = line(faults, "/lines/" + i, drafts.get(i), currency);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The line; {@code null} where an amount is at fault. */
    @Nullable
    PurchaseLine line(Faults faults, String pointer, PurchaseDraft.Line draft, Currency currency) {
        var quantity = quantity(faults, pointer + "/quantity", draft.quantity());
        var unitPrice = MoneyDraft.read(faults, pointer + "/unitPrice", draft.unitPrice(), currency);
        var discountSaid = MoneyDraft.read(faults, pointer + "/discount", draft.discount(), currency);
        var taxSaid = MoneyDraft.read(faults, pointer + "/tax", draft.tax(), currency);
        var netSaid = MoneyDraft.read(faults, pointer + "/net", draft.net(), currency);
        var sku = faults.optionalText(pointer + "/sku", draft.sku(), 100);
        var name = faults.optionalText(pointer + "/name", draft.name(), 300);
        var category = faults.optionalText(pointer + "/category", draft.category(), 100);
        if (draft.unitPrice() == null && draft.net() == null) {
            faults.add(pointer + "/unitPrice", "required");
        }
        if (quantity == null || (unitPrice == null && netSaid == null)) {
            return null;
        }
        var discount = discountSaid == null ? Money.zero(currency) : discountSaid;
        var tax = taxSaid == null ? Money.zero(currency) : taxSaid;
        var gross = gross(quantity, unitPrice, netSaid, discount);
        var net = netSaid == null ? gross.minus(discount) : netSaid;
        if (!net.equals(gross.minus(discount))
                && !net.equals(gross.minus(discount).plus(tax))) {
            faults.add(
                    pointer + "/net",
                    Said.message("net-mismatch", gross.minus(discount).amount().toPlainString()));
            return null;
        }
        if (gross.amount().abs().compareTo(MAX_AMOUNT) >= 0) {
            faults.add(pointer + "/quantity", "number-invalid");
            return null;
        }
        return new PurchaseLine(
                ids.next(),
                sku,
                name,
                category,
                quantity,
                unitPrice == null ? gross.share(BigDecimal.ONE, quantity) : unitPrice,
                gross,
                discount,
                tax,
                net,
                BigDecimal.ZERO);
    }

    private static Money gross(BigDecimal quantity, @Nullable Money unitPrice, @Nullable Money net, Money discount) {
        if (unitPrice != null) {
            return unitPrice.times(quantity);
        }
        return net == null ? discount : net.plus(discount);
    }

    /** A quantity of up to three decimals that is not zero; one where nothing is said. */
    private static @Nullable BigDecimal quantity(Faults faults, String pointer, @Nullable String said) {
        if (said == null || Faults.isBlank(said)) {
            return BigDecimal.ONE;
        }
        var quantity = faults.decimal(pointer, said);
        if (quantity == null) {
            return null;
        }
        if (quantity.signum() == 0 || quantity.abs().compareTo(MAX_QUANTITY) >= 0) {
            faults.add(pointer, Said.message("quantity-zero"));
            return null;
        }
        if (quantity.stripTrailingZeros().scale() > PurchaseLine.SCALE) {
            faults.add(pointer, Said.message("quantity-scale", PurchaseLine.SCALE));
            return null;
        }
        return quantity;
    }

    /** Of what was said, not of what was filled in, so that a repeated call without a time is known again. */
    private static String fingerprint(PurchaseDraft draft, Purchase purchase) {
        var parts = new ArrayList<@Nullable Object>();
        parts.add(purchase.storeId());
        parts.add(purchase.channel());
        parts.add(draft.at() == null ? null : purchase.at());
        parts.add(draft.currency() == null ? null : purchase.currency());
        for (var line : purchase.lines()) {
            parts.add(line.sku());
            parts.add(line.name());
            parts.add(line.category());
            parts.add(line.quantity());
            parts.add(line.gross());
            parts.add(line.discount());
            parts.add(line.tax());
            parts.add(line.net());
        }
        return Said.fingerprint(parts);
    }
}
