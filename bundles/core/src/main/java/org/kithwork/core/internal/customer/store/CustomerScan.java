package org.kithwork.core.internal.customer.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads lists of customers in the order of one key. A scope of few owners and stores is read as one range of an index
 * each, and merged: a database that is given their union would read the whole range and filter it.
 */
@Component(service = CustomerScan.class)
public class CustomerScan {

    private static final int MOST_SLICES = 16;

    private final JpaTemplate jpa;

    @Activate
    public CustomerScan(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** A hit: the key that the list is sorted by, the customer, and the kind of search key (absent in plain lists). */
    public record Hit(
            String key, String customerId, @Nullable String kind) {}

    /** What narrows a list beside its scope. */
    public record Filter(
            @Nullable String store,
            @Nullable String owner,
            @Nullable String tag) {}

    /** A range of search keys, from {@code low} to below {@code high}. */
    public record Range(String low, String high) {}

    /** The orders of a plain list, each on one unique column. */
    public enum Order {
        NAME("sort_key", false),
        CREATED_DESC("id", true),
        UPDATED_DESC("updated_key", true);

        private final String column;
        private final boolean descending;

        Order(String column, boolean descending) {
            this.column = column;
            this.descending = descending;
        }
    }

    /** One row more than the page has, in the order. */
    public List<Hit> list(Visibility visibility, Filter filter, Order order, PageRequest page) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> merged(
                        em,
                        visibility,
                        slice -> Sql.select("c." + order.column + ", c.id FROM core_customer c")
                                .where("c.status IN ('ACTIVE', 'BLOCKED')")
                                .where(slice.condition("c", "c.id"))
                                .whereIf("c.store_id = ?", filter.store())
                                .whereIf("c.owner_id = ?", filter.owner())
                                .whereIf(tagged("c.id"), filter.tag())
                                .page("c." + order.column, order.descending, page),
                        order.descending,
                        page.limit() + 1));
    }

    /** One row more than the page has, by key; a customer that several keys match comes once, by the first. */
    public List<Hit> search(Visibility visibility, Filter filter, Set<Range> ranges, PageRequest page) {
        return jpa.txExpr(TransactionType.Supports, em -> {
            var hits = new TreeMap<String, Hit>();
            for (var range : ranges) {
                merged(em, visibility, slice -> search(slice, filter, range, page), false, page.limit() + 1)
                        .forEach(hit -> hits.put(hit.key(), hit));
            }
            return hits.values().stream().limit(page.limit() + 1L).toList();
        });
    }

    private static Sql search(Slice slice, Filter filter, Range range, PageRequest page) {
        return Sql.select("k.search_key, k.customer_id, k.kind FROM core_search_key k")
                .where("k.search_key >= ? AND k.search_key < ?", range.low(), range.high())
                .where(slice.condition("k", "k.customer_id"))
                .whereIf("k.store_id = ?", filter.store())
                .whereIf("k.owner_id = ?", filter.owner())
                .whereIf(tagged("k.customer_id"), filter.tag())
                .where(
                        "NOT EXISTS (SELECT 1 FROM core_search_key d WHERE d.customer_id = k.customer_id"
                                + " AND d.search_key >= ? AND d.search_key < k.search_key)",
                        range.low())
                .page("k.search_key", false, page);
    }

    private static String tagged(String customer) {
        return "EXISTS (SELECT 1 FROM core_customer_tag t WHERE t.customer_id = " + customer + " AND t.tag = ?)";
    }

    /** A part of a visibility that one index answers. */
    private record Slice(Visibility part) {

        Sql.Condition condition(String table, String customer) {
            return part.ofColumns(customer, table + ".owner_id", table + ".store_id", table + ".restricted");
        }
    }

    private interface Query {
        Sql on(Slice slice);
    }

    private static List<Hit> merged(
            EntityManager em, Visibility visibility, Query query, boolean descending, int limit) {
        var hits = new TreeMap<String, Hit>(descending ? Comparator.reverseOrder() : Comparator.naturalOrder());
        for (var slice : slices(visibility)) {
            for (var row : query.on(slice).rows(em)) {
                hits.put(
                        (String) row[0],
                        new Hit((String) row[0], (String) row[1], row.length > 2 ? (String) row[2] : null));
            }
        }
        return hits.values().stream().limit(limit).toList();
    }

    private static List<Slice> slices(Visibility visibility) {
        var count = visibility.owners().size() + visibility.stores().size();
        if (visibility.all() || count == 0 || count > MOST_SLICES) {
            return List.of(new Slice(visibility));
        }
        var slices = new ArrayList<Slice>();
        for (var owner : visibility.owners()) {
            slices.add(new Slice(new Visibility(false, Set.of(owner), Set.of(), visibility.unlocked())));
        }
        for (var store : visibility.stores()) {
            slices.add(new Slice(new Visibility(false, Set.of(), Set.of(store), visibility.unlocked())));
        }
        return slices;
    }
}
