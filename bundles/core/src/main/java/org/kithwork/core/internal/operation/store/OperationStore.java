package org.kithwork.core.internal.operation.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.operation.Operation;
import org.kithwork.page.PageRequest;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps operations, the participants ever seen, and tombstones. */
@Component(service = OperationStore.class)
public class OperationStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public OperationStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** Writes a new operation with a step for each participant. */
    public void insert(OperationEntity operation, Collection<String> participants) {
        jpa.tx(TransactionType.Required, em -> {
            operation.openSteps = participants.size();
            em.persist(operation);
            participants.forEach(name -> em.persist(StepEntity.of(operation.id, name, operation.createdAt)));
        });
    }

    public Optional<OperationEntity> find(String id) {
        return jpa.txExpr(TransactionType.Required, em -> Optional.ofNullable(em.find(OperationEntity.class, id)));
    }

    /** The operation with its steps. */
    public Optional<Operation> get(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Optional.ofNullable(em.find(OperationEntity.class, id))
                        .map(operation -> withSteps(em, List.of(operation)).get(0)));
    }

    /** Operations, newest first, one more than asked for. */
    public List<Operation> list(@Nullable String customerId, PageRequest request) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> withSteps(
                        em,
                        Sql.select("* FROM core_operation")
                                .whereIf("customer_id = ?", customerId)
                                .page("id", true, request)
                                .entities(em, OperationEntity.class)));
    }

    private static List<Operation> withSteps(EntityManager em, List<OperationEntity> operations) {
        var ids = operations.stream().map(operation -> operation.id).toList();
        var steps = Sql.select("* FROM core_operation_step")
                .whereIn("operation_id", ids)
                .orderBy("id")
                .entities(em, StepEntity.class)
                .stream()
                .collect(Collectors.groupingBy(
                        step -> step.operationId, Collectors.mapping(StepEntity::toStep, Collectors.toList())));
        return operations.stream()
                .map(operation -> operation.toOperation(steps.getOrDefault(operation.id, List.of())))
                .toList();
    }

    /** The customers whose merges into this one hold. */
    public Set<String> absorbedBy(String customerId) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Set.copyOf(Sql.select("absorbed_id FROM core_operation")
                        .where("customer_id = ?", customerId)
                        .where("kind = 'MERGE'")
                        .where("undone_by IS NULL")
                        .values(em, String.class)));
    }

    /** Notes that a merge was taken back. */
    public void undone(String mergeId, String undoId) {
        update("UPDATE core_operation SET undone_by = ? WHERE id = ?", undoId, mergeId);
    }

    /** The ended exports that are older than this, or those of one customer. */
    public List<String> exports(@Nullable Instant before, @Nullable String customerId) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("id FROM core_operation")
                        .where("kind = 'EXPORT'")
                        .whereIf("created_at < ?", before == null ? null : Timestamp.from(before))
                        .whereIf("customer_id = ?", customerId)
                        .orderBy("id")
                        .values(em, String.class));
    }

    /** Notes that a participant is here. */
    public void seen(String participant, Instant now) {
        jpa.tx(TransactionType.Required, em -> {
            var at = Timestamp.from(now);
            var columns = new String[] {"name", "first_seen", "last_seen"};
            if (!dialect.insertIfAbsent(em, "core_participant", columns, participant, at, at)) {
                em.createNativeQuery("UPDATE core_participant SET last_seen = ? WHERE name = ?")
                        .setParameter(1, at)
                        .setParameter(2, participant)
                        .executeUpdate();
            }
        });
    }

    /** The participants ever seen. */
    public List<String> participants() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("name FROM core_participant").orderBy("name").values(em, String.class));
    }

    /** Forgets a participant whose module was removed with its data. */
    public void forget(String participant) {
        update("DELETE FROM core_participant WHERE name = ?", participant);
    }

    /** Leaves a sign that a customer was erased, which tells nobody who it was. */
    public void bury(String customerHash, String operationId, Instant now) {
        jpa.tx(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_tombstone",
                        new String[] {"customer_hash", "operation_id", "erased_at"},
                        customerHash,
                        operationId,
                        Timestamp.from(now)));
    }

    /** All signs of erasures. */
    public Set<String> tombstones() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> new HashSet<>(
                        Sql.select("customer_hash FROM core_tombstone").values(em, String.class)));
    }

    /** The merge by which the one answers for the other. */
    public Optional<String> mergeOf(String survivor, String absorbed) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("id FROM core_operation")
                        .where("customer_id = ?", survivor)
                        .where("absorbed_id = ?", absorbed)
                        .where("kind = 'MERGE'")
                        .where("undone_by IS NULL")
                        .values(em, String.class)
                        .stream()
                        .findFirst());
    }

    /** Whether there is a sign that one of these was erased. */
    public boolean isBuried(Collection<String> customerHashes) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("customer_hash FROM core_tombstone")
                        .whereIn("customer_hash", customerHashes)
                        .exists(em));
    }

    private void update(String text, Object... parameters) {
        jpa.tx(TransactionType.Required, em -> Sql.update(em, text, parameters));
    }
}
