package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.util.Currency;
import javax.persistence.EntityManager;
import org.kithwork.funnel.internal.quote.QuotePolicy;
import org.kithwork.money.Money;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rule by which quotes need approval: one row, which is there from the start. */
@Component(service = QuotePolicyStore.class)
public final class QuotePolicyStore {

    /** The id of the row. */
    public static final String ID = "company";

    private final FunnelUnit unit;

    @Activate
    public QuotePolicyStore(@Reference FunnelUnit unit) {
        this.unit = unit;
    }

    public QuotePolicy get() {
        return unit.in(QuotePolicyStore::read);
    }

    private static QuotePolicy read(EntityManager em) {
        var row = Sql.select("p.version, p.discount_limit, p.total_limit, p.currency FROM funnel_quote_policy p")
                .where("p.id = ?", ID)
                .rows(em)
                .get(0);
        var total = (BigDecimal) row[2];
        return new QuotePolicy(
                ((Number) row[0]).longValue(),
                (BigDecimal) row[1],
                total == null ? null : new Money(total, Currency.getInstance((String) row[3])));
    }

    /** The rule, its row locked until the transaction ends. */
    public QuotePolicy lock() {
        return unit.in(em -> {
            Sql.update(em, "UPDATE funnel_quote_policy SET version = version WHERE id = ?", ID);
            return read(em);
        });
    }

    /** Keeps what {@link #lock} read, changed. */
    public void change(QuotePolicy after) {
        unit.run(em -> {
            Sql.update(
                    em,
                    "UPDATE funnel_quote_policy SET version = ?, discount_limit = NULL, total_limit = NULL, currency = NULL"
                            + " WHERE id = ?",
                    after.version(),
                    ID);
            var discount = after.discountLimit();
            if (discount != null) {
                Sql.update(em, "UPDATE funnel_quote_policy SET discount_limit = ? WHERE id = ?", discount, ID);
            }
            var total = after.totalLimit();
            if (total != null) {
                Sql.update(
                        em,
                        "UPDATE funnel_quote_policy SET total_limit = ?, currency = ? WHERE id = ?",
                        total.amount(),
                        total.currency().getCurrencyCode(),
                        ID);
            }
        });
    }
}
