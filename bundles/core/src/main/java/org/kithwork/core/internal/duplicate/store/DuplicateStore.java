package org.kithwork.core.internal.duplicate.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.LockModeType;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.core.internal.duplicate.DuplicateMethod;
import org.kithwork.core.internal.duplicate.DuplicateState;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps pairs, and reads the keys by which pairs are found. */
@Component(service = DuplicateStore.class)
public class DuplicateStore {

    private static final String[] COLUMNS = {
        "pair_key",
        "id",
        "customer_a",
        "customer_b",
        "state",
        "weights",
        "score",
        "rules",
        "sort_key",
        "search_id",
        "found_at"
    };
    private static final int MOST_OF_ONE = 50;

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public DuplicateStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /**
     * The pairs of a state that the actor sees, both customers being there, in the order of the queue, one more than
     * asked for. Absorbed and erased customers are in none; a merge that is taken back brings their pairs back.
     */
    public List<PairEntity> list(Visibility visibility, DuplicateState state, PageRequest request) {
        return jpa.txExpr(TransactionType.Supports, em -> {
            var keys = Sql.select("p.sort_key FROM " + Sql.inThisOrder() + "core_duplicate_pair p "
                            + Sql.byIndex("core_duplicate_pair_queue") + ", core_customer a "
                            + Sql.byConstraint("core_customer_pk") + ", core_customer b "
                            + Sql.byConstraint("core_customer_pk"))
                    .where("p.state = ?", state.name())
                    .where("a.id = p.customer_a AND b.id = p.customer_b")
                    .where("a.status IN ('ACTIVE', 'BLOCKED') AND b.status IN ('ACTIVE', 'BLOCKED')")
                    .where(columns(visibility, "a"))
                    .where(columns(visibility, "b"))
                    .page("p.sort_key", false, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("* FROM core_duplicate_pair")
                                    .whereIn("sort_key", some)
                                    .entities(em, PairEntity.class))
                    .stream()
                    .sorted(Comparator.comparing((PairEntity pair) -> pair.sortKey))
                    .toList();
        });
    }

    private static Sql.Condition columns(Visibility visibility, String table) {
        return visibility.ofColumns(table + ".id", table + ".owner_id", table + ".store_id", table + ".restricted");
    }

    public Optional<PairEntity> find(String id) {
        return jpa.txExpr(
                TransactionType.Supports,
                em ->
                        Sql.select("* FROM core_duplicate_pair")
                                .where("id = ?", id)
                                .entities(em, PairEntity.class)
                                .stream()
                                .findFirst());
    }

    /** The pair with its row locked until the transaction ends. */
    public Optional<PairEntity> lock(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> find(id).map(pair -> em.find(PairEntity.class, pair.pairKey, LockModeType.PESSIMISTIC_WRITE)));
    }

    /** The pairs of some customers, or of those who were merged into them. */
    public List<PairEntity> ofCustomers(Collection<String> customers) {
        return jpa.txExpr(TransactionType.Supports, em -> {
            var found = new HashMap<String, PairEntity>();
            for (var column : List.of("customer_a", "customer_b")) {
                Sql.inPortions(
                                customers,
                                some -> Sql.select("* FROM core_duplicate_pair")
                                        .whereIn(column, some)
                                        .entities(em, PairEntity.class))
                        .forEach(pair -> found.put(pair.pairKey, pair));
            }
            return List.copyOf(found.values());
        });
    }

    /** How many customers are in an open pair, each counted once. */
    public long customersInOpenPairs() {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("COUNT(*) FROM (SELECT p.customer_a AS c FROM core_duplicate_pair p"
                                + " WHERE p.state = 'OPEN' UNION SELECT q.customer_b AS c FROM core_duplicate_pair q"
                                + " WHERE q.state = 'OPEN') u")
                        .values(em, Number.class)
                        .get(0)
                        .longValue());
    }

    /** Who answers for whom: the survivor of each one merged into one of these. */
    public Map<String, String> absorbedBy(Collection<String> survivors) {
        var absorbed = new HashMap<String, String>();
        jpa.txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                survivors,
                                some -> Sql.select("id, merged_into FROM core_customer")
                                        .whereIn("merged_into", some)
                                        .rows(em)))
                .forEach(row -> absorbed.put((String) row[0], (String) row[1]));
        return absorbed;
    }

    /** Puts a pair down, or its score anew where it is there and open. */
    public void put(PairEntity pair) {
        jpa.tx(TransactionType.Required, em -> {
            var inserted = dialect.insertIfAbsent(
                    em,
                    "core_duplicate_pair",
                    COLUMNS,
                    pair.pairKey,
                    pair.id,
                    pair.customerA,
                    pair.customerB,
                    pair.state.name(),
                    pair.method.name(),
                    pair.score,
                    pair.rules,
                    pair.sortKey,
                    pair.searchId,
                    Timestamp.from(pair.foundAt));
            if (!inserted) {
                em.createNativeQuery("UPDATE core_duplicate_pair SET weights = ?, score = ?, rules = ?, sort_key = ?,"
                                + " search_id = ? WHERE pair_key = ? AND state = 'OPEN'")
                        .setParameter(1, pair.method.name())
                        .setParameter(2, pair.score)
                        .setParameter(3, pair.rules)
                        .setParameter(4, pair.sortKey)
                        .setParameter(5, pair.searchId)
                        .setParameter(6, pair.pairKey)
                        .executeUpdate();
            }
        });
    }

    /** Removes the open pairs of a method that a search has not found again and that were there before it began. */
    public int removeOthers(DuplicateMethod method, String searchId, Instant began) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> em.createNativeQuery("DELETE FROM core_duplicate_pair WHERE state = 'OPEN' AND weights = ?"
                                + " AND search_id <> ? AND found_at < ?")
                        .setParameter(1, method.name())
                        .setParameter(2, searchId)
                        .setParameter(3, Timestamp.from(began))
                        .executeUpdate());
    }

    /** The pairs of one customer that are still open, the best first. */
    public List<PairEntity> open(String customer) {
        return ofCustomers(Set.of(customer)).stream()
                .filter(pair -> pair.state == DuplicateState.OPEN)
                .sorted(Comparator.comparing((PairEntity pair) -> pair.sortKey))
                .limit(MOST_OF_ONE)
                .toList();
    }

    /** Search keys of a range in their order, after one of them. */
    public List<String> keys(String after, String below, int limit) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("k.search_key FROM core_search_key k " + Sql.byConstraint("core_search_key_pk"))
                        .where("k.search_key > ? AND k.search_key < ?", after, below)
                        .orderBy("k.search_key")
                        .first(limit)
                        .values(em, String.class));
    }

    /** The ids of customers that are there, in their order, after one of them. */
    public List<String> customers(String after, int limit) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("c.id FROM core_customer c " + Sql.byConstraint("core_customer_pk"))
                        .where("c.id > ?", after)
                        .where("c.status IN ('ACTIVE', 'BLOCKED')")
                        .orderBy("c.id")
                        .first(limit)
                        .values(em, String.class));
    }
}
