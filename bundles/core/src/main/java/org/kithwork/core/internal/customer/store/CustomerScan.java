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
    private static final int MOST_BORN = 50;
    private static final int ID_LENGTH = 36;

    /** So many values are sorted at once; more are not read to the end. */
    private static final int FEW = 2_000;

    private static final String VALUES_FIRST = Sql.inThisOrder() + "core_field_value v "
            + Sql.byIndex("core_field_value_search") + ", core_customer c " + Sql.byConstraint("core_customer_pk");

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

    /**
     * What narrows a list beside its scope.
     *
     * @param values ranges of search keys of field values, all of which the customer must have one of
     * @param unowned whether he belongs to nobody
     */
    public record Filter(
            @Nullable String store,
            @Nullable String owner,
            @Nullable String tag,
            List<Range> values,
            boolean unowned) {

        /** Those who belong to nobody. */
        public static final Filter UNOWNED = new Filter(null, null, null, List.of(), true);

        public Filter {
            values = List.copyOf(values);
        }

        /** A filter that asks for no values of fields. */
        public Filter(@Nullable String store, @Nullable String owner, @Nullable String tag) {
            this(store, owner, tag, List.of());
        }

        /** A filter of customers whoever owns them. */
        public Filter(@Nullable String store, @Nullable String owner, @Nullable String tag, List<Range> values) {
            this(store, owner, tag, values, false);
        }
    }

    /** A range of search keys, from {@code low} to below {@code high}. */
    public record Range(String low, String high) {}

    /** The orders of a plain list, each on one unique column. */
    public enum Order {
        NAME("sort_key", false, "core_customer_sort", "core_customer_store_sort", "core_customer_owner_sort"),
        CREATED_DESC("id", true, "core_customer_created", "core_customer_store_created", "core_customer_owner_created"),
        UPDATED_DESC(
                "updated_key",
                true,
                "core_customer_updated",
                "core_customer_store_updated",
                "core_customer_owner_updated");

        private final String column;
        private final boolean descending;
        private final String index;
        private final String ofStore;
        private final String ofOwner;

        Order(String column, boolean descending, String index, String ofStore, String ofOwner) {
            this.column = column;
            this.descending = descending;
            this.index = index;
            this.ofStore = ofStore;
            this.ofOwner = ofOwner;
        }

        /** What is read: the index that has the order, unless few have a tag. */
        private String table(Slice slice, Filter filter) {
            if (filter.tag() != null) {
                return "core_customer c";
            }
            var found = filter.store() != null || slice.ofOneStore()
                    ? ofStore
                    : filter.owner() != null
                                    || (filter.unowned() && slice.part().all())
                                    || slice.ofOneOwner()
                            ? ofOwner
                            : index;
            return "core_customer c " + Sql.byIndex(found);
        }

        /** The id of a customer is the end of each of its keys. */
        private static String id(String key) {
            return key.substring(key.length() - ID_LENGTH);
        }
    }

    /**
     * One row more than the page has, in the order. Asks for nothing that the indexes of the orders lack, and names
     * them, since Derby would sort all customers otherwise.
     */
    public List<Hit> list(Visibility visibility, Filter filter, Order order, PageRequest page) {
        return jpa.txExpr(TransactionType.Supports, em -> {
            var few = fewest(em, filter.values());
            return merged(
                    visibility, slice -> list(em, slice, filter, order, few, page), order.descending, page.limit() + 1);
        });
    }

    /** From the values where few customers have one, else in the order, looking up the values of each customer. */
    private static List<Hit> list(
            EntityManager em, Slice slice, Filter filter, Order order, @Nullable Range few, PageRequest page) {
        var from = few == null ? order.table(slice, filter) : VALUES_FIRST;
        var sql = Sql.select((few == null ? "" : "DISTINCT ") + "c." + order.column + " FROM " + from)
                .where("c.status IN ('ACTIVE', 'BLOCKED')")
                .where(slice.condition("c", "c.id"))
                .whereIf("c.store_id = ?", filter.store())
                .whereIf("c.owner_id = ?", filter.owner())
                .whereIf(tagged("c.id"), filter.tag());
        if (filter.unowned()) {
            sql.where("c.owner_id IS NULL");
        }
        if (few != null) {
            sql.where("c.id = v.object_id").where("v.search_key >= ? AND v.search_key < ?", few.low(), few.high());
        }
        for (var range : filter.values()) {
            if (!range.equals(few)) {
                sql.where(valued("c.id", range));
            }
        }
        return sql.page("c." + order.column, order.descending, page).values(em, String.class).stream()
                .map(key -> new Hit(key, Order.id(key), null))
                .toList();
    }

    /** The first range that few values are in; {@code null} where each has many or there is none. */
    private static @Nullable Range fewest(EntityManager em, List<Range> ranges) {
        for (var range : ranges) {
            var found = Sql.select("search_key FROM core_field_value " + Sql.byIndex("core_field_value_search"))
                    .where("search_key >= ? AND search_key < ?", range.low(), range.high())
                    .first(FEW + 1)
                    .values(em, String.class);
            if (found.size() <= FEW) {
                return range;
            }
        }
        return null;
    }

    /**
     * The condition that a customer has a value in the range: one look into an index that has all it asks for. A database may not make a join of
     * it, which PostgreSQL does with {@code EXISTS}: where it takes the range for smaller than it is, it then visits all customers of the range.
     */
    private static Sql.Condition valued(String customer, Range range) {
        return Sql.Condition.of(
                "(SELECT MIN(w.search_key) FROM core_field_value w " + Sql.byIndex("core_field_value_object")
                        + "WHERE w.object_id = " + customer
                        + " AND w.search_key >= ? AND w.search_key < ?) IS NOT NULL",
                range.low(),
                range.high());
    }

    /** One row more than the page has, by key; a customer that several keys match comes once, by the first. */
    public List<Hit> search(Visibility visibility, Filter filter, Set<Range> ranges, PageRequest page) {
        return jpa.txExpr(TransactionType.Supports, em -> {
            var hits = new TreeMap<String, Hit>();
            for (var range : ranges) {
                merged(visibility, slice -> search(em, slice, filter, range, page), false, page.limit() + 1)
                        .forEach(hit -> hits.put(hit.key(), hit));
            }
            return hits.values().stream().limit(page.limit() + 1L).toList();
        });
    }

    /** Customers with a key of the range who were born on this day of a year, whoever may see them. */
    public List<String> born(Range range, int month, int day) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("c.id FROM core_search_key k " + Sql.byConstraint("core_search_key_pk")
                                + "JOIN core_customer c " + Sql.byConstraint("core_customer_pk")
                                + "ON c.id = k.customer_id")
                        .where("k.search_key >= ? AND k.search_key < ?", range.low(), range.high())
                        .where("c.birth_month = ? AND c.birth_day = ?", month, day)
                        .first(MOST_BORN)
                        .values(em, String.class));
    }

    private static List<Hit> search(EntityManager em, Slice slice, Filter filter, Range range, PageRequest page) {
        var sql = Sql.select("k.search_key, k.customer_id, k.kind FROM core_search_key k " + slice.keys());
        filter.values().forEach(values -> sql.where(valued("k.customer_id", values)));
        return sql
                .where("k.search_key >= ? AND k.search_key < ?", range.low(), range.high())
                .where(slice.condition("k", "k.customer_id"))
                .whereIf("k.store_id = ?", filter.store())
                .whereIf("k.owner_id = ?", filter.owner())
                .whereIf(tagged("k.customer_id"), filter.tag())
                .where(
                        "NOT EXISTS (SELECT 1 FROM core_search_key d WHERE d.customer_id = k.customer_id"
                                + " AND d.search_key >= ? AND d.search_key < k.search_key)",
                        range.low())
                .page("k.search_key", false, page)
                .rows(em)
                .stream()
                .map(row -> new Hit((String) row[0], (String) row[1], (String) row[2]))
                .toList();
    }

    private static String tagged(String customer) {
        return "EXISTS (SELECT 1 FROM core_customer_tag t WHERE t.customer_id = " + customer + " AND t.tag = ?)";
    }

    /** A part of a visibility that one index answers. */
    private record Slice(Visibility part) {

        boolean ofOneStore() {
            return !part.all() && part.owners().isEmpty() && part.stores().size() == 1;
        }

        boolean ofOneOwner() {
            return !part.all() && part.stores().isEmpty() && part.owners().size() == 1;
        }

        /** The index of the search keys that has the range of this part in one piece. */
        String keys() {
            return ofOneStore()
                    ? Sql.byIndex("core_search_key_store")
                    : ofOneOwner() ? Sql.byIndex("core_search_key_owner") : Sql.byConstraint("core_search_key_pk");
        }

        Sql.Condition condition(String table, String customer) {
            return part.ofColumns(customer, table + ".owner_id", table + ".store_id", table + ".restricted");
        }
    }

    private interface Query {
        List<Hit> on(Slice slice);
    }

    private static List<Hit> merged(Visibility visibility, Query query, boolean descending, int limit) {
        var hits = new TreeMap<String, Hit>(descending ? Comparator.reverseOrder() : Comparator.naturalOrder());
        for (var slice : slices(visibility)) {
            query.on(slice).forEach(hit -> hits.put(hit.key(), hit));
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
