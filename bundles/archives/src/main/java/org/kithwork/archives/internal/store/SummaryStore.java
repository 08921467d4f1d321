package org.kithwork.archives.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Reader;
import org.kithwork.customer.CustomerId;
import org.kithwork.money.Money;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts and sums what a customer has. */
@Component(service = SummaryStore.class)
public final class SummaryStore {

    private final ArchivesUnit unit;

    @Activate
    public SummaryStore(@Reference ArchivesUnit unit) {
        this.unit = unit;
    }

    /** The purchases in one currency. */
    public record Bought(long count, Money net, Instant first, Instant last) {}

    /** The interactions. */
    public record Talked(long count, @Nullable Instant last) {}

    public List<Bought> bought(CustomerId customer, Visibility visibility) {
        return unit.in(em -> Sql.select("p.currency, COUNT(*), SUM(p.net - p.returned), MIN(p.bought_at),"
                        + " MAX(p.bought_at) FROM archives_purchase p")
                .where("p.customer_id = ?", customer.value())
                .where("p.status <> 'VOID'")
                .where(PurchaseStore.visible(visibility))
                .groupBy("p.currency")
                .orderBy("p.currency")
                .rows(em)
                .stream()
                .map(row -> new Bought(
                        ((Number) row[1]).longValue(),
                        new Money(PurchaseRows.decimal(row[2]), Currency.getInstance((String) row[0])),
                        ((Timestamp) row[3]).toInstant(),
                        ((Timestamp) row[4]).toInstant()))
                .toList());
    }

    public Talked talked(CustomerId customer, Reader reader) {
        return unit.in(em -> {
            var row = Sql.select("COUNT(*), MAX(i.start_at) FROM archives_interaction i")
                    .where("i.customer_id = ?", customer.value())
                    .where(InteractionStore.readable(reader))
                    .rows(em)
                    .get(0);
            return new Talked(((Number) row[0]).longValue(), row[1] == null ? null : ((Timestamp) row[1]).toInstant());
        });
    }
}
