package org.kithwork.archives.internal.store;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Visibility;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the dated facts of many customers at once. */
@Component(service = SignalStore.class)
public final class SignalStore {

    private final ArchivesUnit unit;

    @Activate
    public SignalStore(@Reference ArchivesUnit unit) {
        this.unit = unit;
    }

    public List<Signal> purchases(SignalQuery query, String type, Visibility visibility, Currency currency) {
        var sql = Sql.select("p.customer_id, p.bought_at, p.net, p.currency FROM archives_purchase p")
                .whereIn("p.customer_id", ids(query))
                .where("p.sort_key >= ?", TimeKey.start(query.from()))
                .where("p.sort_key < ?", TimeKey.start(query.until()))
                .where("p.status <> 'VOID'")
                .where(PurchaseStore.visible(visibility));
        return read(sql, type, currency);
    }

    public List<Signal> returns(SignalQuery query, String type, Visibility visibility, Currency currency) {
        var sql = Sql.select("p.customer_id, r.returned_at, r.net, p.currency"
                        + " FROM archives_purchase p JOIN archives_return r ON r.purchase_id = p.id")
                .whereIn("p.customer_id", ids(query))
                .where("r.returned_at >= ?", Timestamp.from(query.from()))
                .where("r.returned_at < ?", Timestamp.from(query.until()))
                .where(PurchaseStore.visible(visibility));
        return read(sql, type, currency);
    }

    /** That we talked is no secret to whom the customer is visible; what was said is. */
    public List<Signal> interactions(SignalQuery query, String type, Visibility visibility) {
        var sql = Sql.select("i.customer_id, i.start_at FROM archives_interaction i")
                .whereIn("i.customer_id", ids(query))
                .where("i.sort_key >= ?", TimeKey.start(query.from()))
                .where("i.sort_key < ?", TimeKey.start(query.until()))
                .where(visibility.ofRecord("i.customer_id", "i.staff_id", "i.store_id"));
        return read(sql, type, null);
    }

    /** The needs that are open now and came up in the time asked for. */
    public List<Signal> needs(SignalQuery query, String type, Visibility visibility) {
        var sql = Sql.select("n.customer_id, n.noted_at FROM archives_need n")
                .whereIn("n.customer_id", ids(query))
                .where("n.state = 'OPEN'")
                .where("n.sort_key >= ?", TimeKey.start(query.from()))
                .where("n.sort_key < ?", TimeKey.start(query.until()))
                .where(visibility.ofRecord("n.customer_id", null, null));
        return read(sql, type, null);
    }

    /** The follow-ups that are escalated still and became so in the time asked for. */
    public List<Signal> escalations(SignalQuery query, String type, Visibility visibility) {
        var sql = Sql.select("f.customer_id, f.escalated_at FROM archives_follow_up f")
                .whereIn("f.customer_id", ids(query))
                .where("f.state = 'MISSED'")
                .where("f.escalated_at >= ?", Timestamp.from(query.from()))
                .where("f.escalated_at < ?", Timestamp.from(query.until()))
                .where(FollowUpStore.readable(visibility));
        return read(sql, type, null);
    }

    /** The special terms that began to hold in the time asked for, by the days of this zone. */
    public List<Signal> terms(SignalQuery query, String type, Visibility visibility, ZoneId zone) {
        return unit.in(em -> Sql.select("t.customer_id, t.valid_from FROM archives_term t")
                .whereIn("t.customer_id", ids(query))
                .where(TermStore.visible(visibility))
                .rows(em)
                .stream()
                .map(row -> new Signal(
                        new CustomerId((String) row[0]),
                        type,
                        LocalDate.parse((String) row[1]).atStartOfDay(zone).toInstant(),
                        null))
                .filter(signal ->
                        !signal.at().isBefore(query.from()) && signal.at().isBefore(query.until()))
                .toList());
    }

    private List<Signal> read(Sql sql, String type, @Nullable Currency currency) {
        return unit.in(em -> sql.rows(em).stream()
                .map(row -> new Signal(
                        new CustomerId((String) row[0]), type, ((Timestamp) row[1]).toInstant(), value(row, currency)))
                .toList());
    }

    private static @Nullable BigDecimal value(Object[] row, @Nullable Currency currency) {
        return currency == null || !currency.getCurrencyCode().equals(row[3])
                ? null
                : PurchaseRows.decimal(row[2]).setScale(currency.getDefaultFractionDigits());
    }

    private static List<String> ids(SignalQuery query) {
        return query.customers().stream().map(CustomerId::value).toList();
    }
}
