package org.kithwork.archives.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kithwork.archives.internal.Bought;
import org.kithwork.archives.internal.Interaction;
import org.kithwork.archives.internal.Reader;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the records that tell of a customer's habits, a bounded number of them. */
@Component(service = BehaviourStore.class)
public final class BehaviourStore {

    private final ArchivesUnit unit;
    private final InteractionStore interactions;

    @Activate
    public BehaviourStore(@Reference ArchivesUnit unit, @Reference InteractionStore interactions) {
        this.unit = unit;
        this.interactions = interactions;
    }

    /** The purchases since then, newest first, at most so many. */
    public List<Bought> bought(CustomerId customer, Visibility visibility, Instant from, int most) {
        return unit.in(em -> {
            var rows = Sql.select("p.id, p.bought_at, p.store_id, p.channel, p.currency, p.net, p.returned"
                            + " FROM archives_purchase p " + Sql.byIndex("archives_purchase_customer"))
                    .where("p.customer_id = ?", customer.value())
                    .where("p.sort_key >= ?", TimeKey.start(from))
                    .where("p.status <> 'VOID'")
                    .where(PurchaseStore.visible(visibility))
                    .orderBy("p.sort_key DESC")
                    .first(most)
                    .rows(em);
            var categories = new HashMap<String, Set<String>>();
            Sql.inPortions(
                            rows.stream().map(row -> (String) row[0]).toList(),
                            some -> Sql.select("l.purchase_id, l.category FROM archives_purchase_line l")
                                    .whereIn("l.purchase_id", some)
                                    .where("l.category IS NOT NULL")
                                    .where("l.quantity > l.returned")
                                    .rows(em))
                    .forEach(row -> categories
                            .computeIfAbsent((String) row[0], id -> new HashSet<>())
                            .add((String) row[1]));
            return rows.stream()
                    .map(row -> bought(row, categories.getOrDefault((String) row[0], Set.of())))
                    .toList();
        });
    }

    private static Bought bought(Object[] row, Set<String> categories) {
        var returned = PurchaseRows.decimal(row[6]);
        return new Bought(
                (String) row[0],
                ((Timestamp) row[1]).toInstant(),
                row[2] == null ? null : new StoreId((String) row[2]),
                (String) row[3],
                Currency.getInstance((String) row[4]),
                PurchaseRows.decimal(row[5]).subtract(returned),
                returned.signum() != 0,
                categories);
    }

    /** The interactions since then, newest first, at most so many. */
    public List<Interaction> talked(CustomerId customer, Reader reader, Instant from, int most) {
        return unit.in(
                em -> Sql.select("i.* FROM archives_interaction i " + Sql.byIndex("archives_interaction_customer"))
                        .where("i.customer_id = ?", customer.value())
                        .where("i.sort_key >= ?", TimeKey.start(from))
                        .where(InteractionStore.readable(reader))
                        .orderBy("i.sort_key DESC")
                        .first(most)
                        .entities(em, InteractionEntity.class)
                        .stream()
                        .map(interactions::interaction)
                        .toList());
    }
}
