package org.kithwork.core.internal.customer.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps customers with what belongs to them. Changes are made on entities read with {@link #lock} in a transaction. */
@Component(service = CustomerStore.class)
public class CustomerStore {

    private static final Comparator<ContactPointEntity> BY_ID = Comparator.comparing(point -> point.id);
    private static final Comparator<IdentifierEntity> BY_SCHEME =
            Comparator.comparing((IdentifierEntity row) -> row.scheme).thenComparing(row -> row.identifier);

    private final JpaTemplate jpa;

    @Activate
    public CustomerStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** What belongs to a customer. */
    public record Details(
            List<ContactPointEntity> contactPoints, List<IdentifierEntity> identifiers, List<String> tags) {

        /** In the order in which they are shown; for so few a sort here is cheaper than one in the database. */
        public Details {
            contactPoints = contactPoints.stream().sorted(BY_ID).toList();
            identifiers = identifiers.stream().sorted(BY_SCHEME).toList();
            tags = tags.stream().sorted().toList();
        }
    }

    public Optional<CustomerEntity> find(String id) {
        return jpa.txExpr(TransactionType.Supports, em -> Optional.ofNullable(em.find(CustomerEntity.class, id)));
    }

    /** The customer with its row locked until the transaction ends. */
    public Optional<CustomerEntity> lock(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Optional.ofNullable(em.find(CustomerEntity.class, id, LockModeType.PESSIMISTIC_WRITE)));
    }

    /** What belongs to the customer, as entities that follow changes inside a transaction. */
    public Details details(String customerId) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> new Details(
                        Sql.select("* FROM core_contact_point")
                                .where("customer_id = ?", customerId)
                                .entities(em, ContactPointEntity.class),
                        Sql.select("* FROM core_identifier")
                                .where("customer_id = ?", customerId)
                                .entities(em, IdentifierEntity.class),
                        Sql.select("tag FROM core_customer_tag")
                                .where("customer_id = ?", customerId)
                                .values(em, String.class)));
    }

    public List<CustomerEntity> byIds(Collection<String> ids) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.inPortions(
                        ids,
                        some -> Sql.select("* FROM core_customer")
                                .whereIn("id", some)
                                .entities(em, CustomerEntity.class)));
    }

    /** The primary contact points of several customers. */
    public Map<String, List<ContactPointEntity>> primaryContactPoints(Collection<String> customers) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                customers,
                                some -> Sql.select("* FROM core_contact_point")
                                        .whereIn("customer_id", some)
                                        .where("is_primary = TRUE")
                                        .entities(em, ContactPointEntity.class)))
                .stream()
                .collect(Collectors.groupingBy(point -> point.customerId));
    }

    /** All contact points of several customers. */
    public Map<String, List<ContactPointEntity>> contactPoints(Collection<String> customers) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                customers,
                                some -> Sql.select("* FROM core_contact_point")
                                        .whereIn("customer_id", some)
                                        .entities(em, ContactPointEntity.class)))
                .stream()
                .collect(Collectors.groupingBy(point -> point.customerId));
    }

    /** The identifiers of several customers. */
    public Map<String, List<IdentifierEntity>> identifiers(Collection<String> customers) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                customers,
                                some -> Sql.select("* FROM core_identifier")
                                        .whereIn("customer_id", some)
                                        .entities(em, IdentifierEntity.class)))
                .stream()
                .collect(Collectors.groupingBy(row -> row.customerId));
    }

    public Map<String, List<String>> tags(Collection<String> customers) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                customers,
                                some -> Sql.select("customer_id, tag FROM core_customer_tag")
                                        .whereIn("customer_id", some)
                                        .orderBy("tag")
                                        .rows(em)))
                .stream()
                .collect(Collectors.groupingBy(
                        row -> (String) row[0], Collectors.mapping(row -> (String) row[1], Collectors.toList())));
    }

    /** The contact points with one of these blind indexes. */
    public List<ContactPointEntity> contactPointsByBlindIndex(Collection<String> blindIndexes) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_contact_point")
                        .whereIn("blind_index", blindIndexes)
                        .first(50)
                        .entities(em, ContactPointEntity.class));
    }

    /** Who has one of these blind indexes, as far as the point is not shared by several people. */
    public Map<String, Set<String>> ownersByBlindIndex(Collection<String> blindIndexes) {
        var owners = new HashMap<String, Set<String>>();
        if (!blindIndexes.isEmpty()) {
            jpa.txExpr(
                            TransactionType.Supports,
                            em -> Sql.inPortions(
                                    blindIndexes,
                                    some -> Sql.select("blind_index, customer_id FROM core_contact_point")
                                            .whereIn("blind_index", some)
                                            .where("shared = FALSE")
                                            .rows(em)))
                    .forEach(row -> owners.computeIfAbsent((String) row[0], index -> new HashSet<>())
                            .add((String) row[1]));
        }
        return owners;
    }

    public Optional<IdentifierEntity> identifier(String scheme, String identifier) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Optional.ofNullable(
                        em.find(IdentifierEntity.class, new IdentifierEntity.Key(scheme, identifier))));
    }

    /** The customers of one scheme's identifiers. */
    public Map<String, String> customersByIdentifier(String scheme, Collection<String> identifiers) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                identifiers,
                                some -> Sql.select("identifier, customer_id FROM core_identifier")
                                        .where("scheme = ?", scheme)
                                        .whereIn("identifier", some)
                                        .rows(em)))
                .stream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    public List<HistoryEntity> history(String customerId) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_customer_history")
                        .where("customer_id = ?", customerId)
                        .orderBy("id DESC")
                        .first(200)
                        .entities(em, HistoryEntity.class));
    }

    /** All changes, newest first. */
    public List<HistoryEntity> wholeHistory(String customerId) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_customer_history")
                        .where("customer_id = ?", customerId)
                        .orderBy("id DESC")
                        .entities(em, HistoryEntity.class));
    }

    /** Adds rows in the current transaction. */
    public void insert(Collection<?> entities) {
        jpa.tx(TransactionType.Required, em -> entities.forEach(em::persist));
    }

    public void remove(Object entity) {
        jpa.tx(TransactionType.Required, em -> em.remove(em.contains(entity) ? entity : em.merge(entity)));
    }

    /** Writes what is pending, so that a following bulk statement or a unique constraint sees it. */
    public void flush() {
        jpa.tx(TransactionType.Required, EntityManager::flush);
    }

    /** Replaces the keys by which the customer is found. */
    public void replaceKeys(String customerId, Collection<SearchKeyEntity> keys) {
        jpa.tx(TransactionType.Required, em -> {
            em.createNativeQuery("DELETE FROM core_search_key WHERE customer_id = ?")
                    .setParameter(1, customerId)
                    .executeUpdate();
            keys.forEach(em::persist);
        });
    }

    /** Tags of a customer that has none. */
    public void insertTags(String customerId, Collection<String> tags) {
        if (!tags.isEmpty()) {
            jpa.tx(TransactionType.Required, em -> persistTags(em, customerId, tags));
        }
    }

    public void replaceTags(String customerId, Collection<String> tags) {
        jpa.tx(TransactionType.Required, em -> {
            em.createNativeQuery("DELETE FROM core_customer_tag WHERE customer_id = ?")
                    .setParameter(1, customerId)
                    .executeUpdate();
            persistTags(em, customerId, tags);
        });
    }

    private static void persistTags(EntityManager em, String customerId, Collection<String> tags) {
        for (var tag : tags) {
            var entity = new TagEntity();
            entity.customerId = customerId;
            entity.tag = tag;
            em.persist(entity);
        }
    }

    /** Removes all that belongs to the customer but its own row. */
    public void removeDetails(String customerId) {
        jpa.tx(TransactionType.Required, em -> {
            for (var table : new String[] {
                "core_contact_point",
                "core_identifier",
                "core_customer_tag",
                "core_search_key",
                "core_customer_history",
                "core_restriction",
                "core_customer_view"
            }) {
                em.createNativeQuery("DELETE FROM " + table + " WHERE customer_id = ?")
                        .setParameter(1, customerId)
                        .executeUpdate();
            }
            // What his merges moved, with tags and numbers in clear: none of them is undone any more.
            em.createNativeQuery("DELETE FROM core_merge_item WHERE merge_id IN"
                            + " (SELECT o.id FROM core_operation o WHERE o.customer_id = ? OR o.absorbed_id = ?)")
                    .setParameter(1, customerId)
                    .setParameter(2, customerId)
                    .executeUpdate();
            em.createNativeQuery("DELETE FROM core_duplicate_pair WHERE customer_a = ?")
                    .setParameter(1, customerId)
                    .executeUpdate();
            em.createNativeQuery("DELETE FROM core_duplicate_pair WHERE customer_b = ?")
                    .setParameter(1, customerId)
                    .executeUpdate();
        });
    }

    /** The customers for which this one answers. */
    public List<String> aliases(String survivor) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("id FROM core_customer")
                        .where("merged_into = ?", survivor)
                        .orderBy("id")
                        .values(em, String.class));
    }

    /** The ids behind this one, in their order, of customers that are not erased. */
    public List<String> after(String id, int limit) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("id FROM core_customer")
                        .where("id > ?", id)
                        .where("status <> 'ERASED'")
                        .orderBy("id")
                        .first(limit)
                        .values(em, String.class));
    }

    /** What a merge moved, in order. */
    public List<MergeItemEntity> mergeItems(String mergeId) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_merge_item")
                        .where("merge_id = ?", mergeId)
                        .orderBy("id")
                        .entities(em, MergeItemEntity.class));
    }

    /** Aliases of an absorbed customer follow it to its survivor, so that every chain has length one. */
    public void repointAliases(String from, String to) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("UPDATE core_customer SET merged_into = ? WHERE merged_into = ?")
                        .setParameter(1, to)
                        .setParameter(2, from)
                        .executeUpdate());
    }

    /**
     * Notes for {@code Visibility} whether this customer is restricted, with those for whom it answers. Call it when that
     * has changed, or for whom it answers.
     */
    public void renewRestricted(String answering) {
        jpa.tx(TransactionType.Required, em -> {
            em.flush();
            var restricted = em.find(CustomerEntity.class, answering).restricted;
            var ids = new ArrayList<>(aliases(answering));
            ids.add(answering);
            for (var id : ids) {
                em.createNativeQuery("DELETE FROM core_restricted_customer WHERE id = ?")
                        .setParameter(1, id)
                        .executeUpdate();
                if (restricted) {
                    em.createNativeQuery("INSERT INTO core_restricted_customer (id) VALUES (?)")
                            .setParameter(1, id)
                            .executeUpdate();
                }
            }
        });
    }
}
