package org.kithwork.archives.internal.store;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.recommendation.Affinity;
import org.kithwork.archives.internal.recommendation.Affinity.Item;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what was bought, and keeps what was counted of it; all of that can be counted again. */
@Component(service = AffinityStore.class)
public final class AffinityStore {

    private static final String RUN = "night";
    private static final int PAGE = 200;
    private static final int NEWEST = 500;

    private final ArchivesUnit unit;
    private final Dialect dialect;

    @Activate
    public AffinityStore(@Reference ArchivesUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** Whether the night's run is for the caller to begin; for one caller alone, and not before the first whole night. */
    public boolean claim(LocalDate night) {
        return unit.in(em -> {
            dialect.insertIfAbsent(em, "archives_affinity_run", new String[] {"id", "night"}, RUN, Date.valueOf(night));
            return em.createNativeQuery("UPDATE archives_affinity_run SET night = ? WHERE id = ? AND night < ?")
                            .setParameter(1, Date.valueOf(night))
                            .setParameter(2, RUN)
                            .setParameter(3, Date.valueOf(night))
                            .executeUpdate()
                    == 1;
        });
    }

    /** What the next customers behind this one bought and kept since then, by their ids; empty behind the last. */
    public TreeMap<String, List<Bought>> bought(String after, Instant from, ZoneId zone) {
        return unit.in(em -> {
            var customers = Sql.select("DISTINCT p.customer_id FROM archives_purchase p")
                    .where("p.customer_id > ?", after)
                    .orderBy("p.customer_id")
                    .first(PAGE)
                    .values(em, String.class);
            var bought = new TreeMap<String, List<Bought>>();
            customers.forEach(customer -> bought.put(customer, new ArrayList<>()));
            Sql.inPortions(
                            customers,
                            some -> Sql.select("p.customer_id, p.bought_at, l.sku, l.name FROM archives_purchase p"
                                            + " JOIN archives_purchase_line l ON l.purchase_id = p.id")
                                    .whereIn("p.customer_id", some)
                                    .where("p.bought_at >= ?", Timestamp.from(from))
                                    .where("p.status <> 'VOID'")
                                    .where("l.quantity > l.returned")
                                    .where("(l.sku IS NOT NULL OR l.name IS NOT NULL)")
                                    .rows(em))
                    .forEach(row -> bought.computeIfAbsent((String) row[0], id -> new ArrayList<>())
                            .add(new Bought(item(row[2], row[3]), day(row[1], zone))));
            return bought;
        });
    }

    /** An item that was bought on a day. */
    public record Bought(Item item, LocalDate day) {}

    private static Item item(@Nullable Object sku, @Nullable Object name) {
        var key = sku == null ? String.valueOf(name) : (String) sku;
        return new Item(key, name == null ? key : (String) name);
    }

    private static LocalDate day(Object at, ZoneId zone) {
        return LocalDate.ofInstant(((Timestamp) at).toInstant(), zone);
    }

    /** When the customer last bought each item, by its key, among the newest purchases that are visible. */
    public Map<String, LocalDate> lastBought(CustomerId customer, Visibility visibility, ZoneId zone) {
        return unit.in(em -> {
            var purchases = Sql.select("p.id FROM archives_purchase p " + Sql.byIndex("archives_purchase_customer"))
                    .where("p.customer_id = ?", customer.value())
                    .where("p.status <> 'VOID'")
                    .where(PurchaseStore.visible(visibility))
                    .orderBy("p.sort_key DESC")
                    .first(NEWEST)
                    .values(em, String.class);
            var last = new HashMap<String, LocalDate>();
            Sql.inPortions(
                            purchases,
                            some -> Sql.select("p.bought_at, l.sku, l.name FROM archives_purchase p"
                                            + " JOIN archives_purchase_line l ON l.purchase_id = p.id")
                                    .whereIn("p.id", some)
                                    .where("l.quantity > l.returned")
                                    .where("(l.sku IS NOT NULL OR l.name IS NOT NULL)")
                                    .rows(em))
                    .forEach(row ->
                            last.merge(item(row[1], row[2]).key(), day(row[0], zone), (a, b) -> a.isAfter(b) ? a : b));
            return last;
        });
    }

    /** Puts what was counted in the place of what was counted before, in the current transaction. */
    public void replace(Collection<Affinity> found, Map<String, Integer> gaps, int customers, Instant at) {
        unit.in(em -> {
            em.createNativeQuery("DELETE FROM archives_affinity").executeUpdate();
            em.createNativeQuery("DELETE FROM archives_item_gap").executeUpdate();
            found.forEach(affinity -> insert(em, affinity));
            gaps.forEach(
                    (item, days) -> em.createNativeQuery("INSERT INTO archives_item_gap (item, gap_days) VALUES (?, ?)")
                            .setParameter(1, item)
                            .setParameter(2, days)
                            .executeUpdate());
            dialect.insertIfAbsent(
                    em, "archives_affinity_run", new String[] {"id", "night"}, RUN, Date.valueOf(LocalDate.EPOCH));
            return em.createNativeQuery("UPDATE archives_affinity_run SET counted_at = ?, customers = ? WHERE id = ?")
                    .setParameter(1, Timestamp.from(at))
                    .setParameter(2, customers)
                    .setParameter(3, RUN)
                    .executeUpdate();
        });
    }

    private static void insert(EntityManager em, Affinity affinity) {
        em.createNativeQuery("INSERT INTO archives_affinity (item, other, item_name, other_name, both_count,"
                        + " item_buyers, other_buyers, customers) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .setParameter(1, affinity.item().key())
                .setParameter(2, affinity.other().key())
                .setParameter(3, affinity.item().name())
                .setParameter(4, affinity.other().name())
                .setParameter(5, affinity.both())
                .setParameter(6, affinity.buyers())
                .setParameter(7, affinity.otherBuyers())
                .setParameter(8, affinity.customers())
                .executeUpdate();
    }

    /** What was counted of these items. */
    public List<Affinity> affinities(Collection<String> items) {
        return unit.in(em -> Sql.inPortions(
                        items,
                        some -> Sql.select("a.item, a.other, a.item_name, a.other_name, a.both_count, a.item_buyers,"
                                        + " a.other_buyers, a.customers FROM archives_affinity a")
                                .whereIn("a.item", some)
                                .rows(em))
                .stream()
                .map(row -> new Affinity(
                        new Item((String) row[0], (String) row[2]),
                        new Item((String) row[1], (String) row[3]),
                        ((Number) row[4]).intValue(),
                        ((Number) row[5]).intValue(),
                        ((Number) row[6]).intValue(),
                        ((Number) row[7]).intValue()))
                .toList());
    }

    /** After how many days these items are usually bought again, where that is known. */
    public Map<String, Integer> gaps(Collection<String> items) {
        var gaps = new HashMap<String, Integer>();
        unit.in(em -> Sql.inPortions(
                        items,
                        some -> Sql.select("g.item, g.gap_days FROM archives_item_gap g")
                                .whereIn("g.item", some)
                                .rows(em)))
                .forEach(row -> gaps.put((String) row[0], ((Number) row[1]).intValue()));
        return gaps;
    }

    /** When it was last counted. */
    public Optional<Instant> countedAt() {
        return unit.in(em -> Sql.select("r.counted_at FROM archives_affinity_run r")
                .where("r.id = ?", RUN)
                .where("r.counted_at IS NOT NULL")
                .values(em, Timestamp.class)
                .stream()
                .findFirst()
                .map(Timestamp::toInstant));
    }
}
