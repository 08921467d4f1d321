package org.kithwork.archives.internal.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.FollowUpId;
import org.kithwork.archives.internal.QualityLine;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what follows from customers, confirmations and rules: how complete each is, and when each value is to be confirmed. */
@Component(service = QualityStore.class)
public final class QualityStore {

    /** Sorts behind every figure. */
    private static final String NOTHING_COUNTED = "~";

    private static final String[] KEY = {"customer_id", "sort_key"};

    private final ArchivesUnit unit;
    private final Dialect dialect;

    @Activate
    public QualityStore(@Reference ArchivesUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /**
     * What is kept of a customer.
     *
     * @param bucket on whose list its values come; {@code null} where nobody is to be asked
     */
    public record Kept(
            CustomerId customer,
            @Nullable String owner,
            @Nullable String store,
            @Nullable String bucket,
            @Nullable BigDecimal completeness,
            List<QualityLine> lines) {}

    /** One of the least complete. */
    public record Ranked(
            CustomerId customer,
            @Nullable String owner,
            @Nullable String store,
            String key) {}

    /** Keeps it, and answers with the tasks of fields that need no confirmation any more; they are not kept. */
    public List<FollowUpId> keep(Kept kept) {
        return unit.in(em -> {
            var row = locked(em, kept.customer());
            row.ownerId = kept.owner();
            row.storeId = kept.store();
            row.completeness = kept.completeness();
            row.sortKey = sortKey(kept.customer(), kept.completeness());
            var rows = fieldRows(em, kept.customer());
            var over = new ArrayList<FollowUpId>();
            for (var line : kept.lines()) {
                var known = rows.remove(line.field());
                var field = known == null ? newField(em, kept.customer(), line.field()) : known;
                fill(field, line, kept.bucket());
                if (field.taskId != null && (!line.stale() || kept.bucket() == null)) {
                    over.add(new FollowUpId(field.taskId));
                    field.askAfter = null;
                    drop(em, field.id);
                }
            }
            for (var gone : rows.values()) {
                if (gone.taskId != null) {
                    over.add(new FollowUpId(gone.taskId));
                }
                em.remove(gone);
            }
            em.flush();
            return over;
        });
    }

    /** The row, which is locked until the transaction ends, so that what is kept of a customer is never mixed. */
    private QualityEntity locked(EntityManager em, CustomerId customer) {
        dialect.insertIfAbsent(em, "archives_quality", KEY, customer.value(), sortKey(customer, null));
        var row = em.find(QualityEntity.class, customer.value(), LockModeType.PESSIMISTIC_WRITE);
        em.refresh(row);
        return row;
    }

    private static Map<String, QualityFieldEntity> fieldRows(EntityManager em, CustomerId customer) {
        var rows = new HashMap<String, QualityFieldEntity>();
        Sql.select("f.* FROM archives_quality_field f " + Sql.byIndex("archives_quality_field_customer"))
                .where("f.customer_id = ?", customer.value())
                .entities(em, QualityFieldEntity.class)
                .forEach(row -> {
                    em.refresh(row);
                    rows.put(row.field, row);
                });
        return rows;
    }

    private static QualityFieldEntity newField(EntityManager em, CustomerId customer, String field) {
        var row = new QualityFieldEntity();
        row.id = customer.value() + ":" + field;
        row.customerId = customer.value();
        row.field = field;
        em.persist(row);
        return row;
    }

    private static void fill(QualityFieldEntity row, QualityLine line, @Nullable String bucket) {
        if (!line.stale() || !Objects.equals(row.staleAt, line.staleAt())) {
            row.askAfter = null;
        }
        row.standing = line.standing();
        row.sinceAt = line.since();
        row.staleAt = line.staleAt();
        row.bucket = line.staleAt() == null ? null : bucket;
        row.dueKey = row.bucket == null ? null : dueKey(row);
    }

    private static String dueKey(QualityFieldEntity row) {
        var after = row.askAfter;
        var at = after != null && after.isAfter(row.staleAt) ? after : row.staleAt;
        return TimeKey.of(at, row.customerId);
    }

    private static String sortKey(CustomerId customer, @Nullable BigDecimal completeness) {
        if (completeness == null) {
            return NOTHING_COUNTED + customer.value();
        }
        var text = completeness.setScale(6, RoundingMode.HALF_UP).toPlainString();
        return "0".repeat(10 - text.length()) + text + ":" + customer.value();
    }

    private static void drop(EntityManager em, String field) {
        run(em, "UPDATE archives_quality_field SET task_id = NULL, task_owner = NULL WHERE id = ?", field);
    }

    private static void run(EntityManager em, String statement, String id) {
        em.createNativeQuery(statement).setParameter(1, id).executeUpdate();
    }

    /** Forgets the customer, and answers with the tasks that there are still. */
    public List<FollowUpId> remove(CustomerId customer) {
        return unit.in(em -> {
            var tasks = Sql.select("task_id FROM archives_quality_field")
                    .where("customer_id = ?", customer.value())
                    .where("task_id IS NOT NULL")
                    .values(em, String.class);
            run(em, "DELETE FROM archives_quality_field WHERE customer_id = ?", customer.value());
            run(em, "DELETE FROM archives_quality WHERE customer_id = ?", customer.value());
            return tasks.stream().map(FollowUpId::new).toList();
        });
    }

    /** One row more than the page has, the least complete first. */
    public List<Ranked> worst(
            @Nullable String owner, @Nullable String store, Visibility visibility, PageRequest request) {
        return unit.in(em -> {
            var index = owner != null
                    ? "archives_quality_owner"
                    : store != null ? "archives_quality_store" : "archives_quality_sort";
            var keys = Sql.select("q.sort_key FROM archives_quality q " + Sql.byIndex(index))
                    .whereIf("q.owner_id = ?", owner)
                    .whereIf("q.store_id = ?", store)
                    .where("q.sort_key < ?", NOTHING_COUNTED)
                    .where(visibility.ofCustomer("q.customer_id"))
                    .page("q.sort_key", false, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("q.customer_id, q.owner_id, q.store_id, q.sort_key"
                                            + " FROM archives_quality q")
                                    .whereIn("q.sort_key", some)
                                    .orderBy("q.sort_key")
                                    .rows(em))
                    .stream()
                    .map(row -> new Ranked(
                            new CustomerId((String) row[0]), (String) row[1], (String) row[2], (String) row[3]))
                    .toList();
        });
    }

    /** How the fields of these customers stand, without their weights. */
    public Map<CustomerId, List<QualityLine>> lines(List<CustomerId> customers, Instant now) {
        return unit.in(em -> {
            var lines = new HashMap<CustomerId, List<QualityLine>>();
            Sql.inPortions(
                            customers.stream().map(CustomerId::value).toList(),
                            some -> Sql.select("* FROM archives_quality_field")
                                    .whereIn("customer_id", some)
                                    .orderBy("id")
                                    .entities(em, QualityFieldEntity.class))
                    .forEach(row -> lines.computeIfAbsent(new CustomerId(row.customerId), id -> new ArrayList<>())
                            .add(new QualityLine(
                                    row.field,
                                    row.standing,
                                    BigDecimal.ZERO,
                                    row.sinceAt,
                                    row.staleAt,
                                    row.staleAt != null && !row.staleAt.isAfter(now),
                                    null)));
            return lines;
        });
    }
}
