package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.permission.Visibility;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the opportunities of customers as signals. */
@Component(service = SignalRows.class)
public final class SignalRows {

    private final FunnelUnit unit;

    @Activate
    public SignalRows(@Reference FunnelUnit unit) {
        this.unit = unit;
    }

    /**
     * Those of this status, dated when they came to it.
     *
     * @param currency of which values are told; {@code null} where none are
     */
    public List<Signal> of(
            Status status, String type, SignalQuery query, Visibility visibility, @Nullable Currency currency) {
        var since = switch (status) {
            case OPEN -> "o.opened_at";
            case WON -> "o.won_at";
            case LOST -> "o.lost_at";
        };
        var customers = query.customers().stream().map(CustomerId::value).toList();
        return unit.in(em -> Sql.inPortions(
                        customers,
                        some -> Sql.select(
                                        "o.customer_id, " + since + ", o.amount, o.currency FROM funnel_opportunity o "
                                                + Sql.byIndex("funnel_opportunity_customer"))
                                .whereIn("o.customer_id", some)
                                .where("o.status = ?", status.name())
                                .where(since + " >= ?", Timestamp.from(query.from()))
                                .where(since + " < ?", Timestamp.from(query.until()))
                                .where(OpportunityStore.visible(visibility))
                                .rows(em))
                .stream()
                .map(row -> new Signal(
                        new CustomerId((String) row[0]), type, ((Timestamp) row[1]).toInstant(), value(row, currency)))
                .toList());
    }

    private static @Nullable BigDecimal value(Object[] row, @Nullable Currency currency) {
        return row[2] == null || currency == null || !currency.getCurrencyCode().equals(row[3])
                ? null
                : ((BigDecimal) row[2]).setScale(currency.getDefaultFractionDigits());
    }
}
