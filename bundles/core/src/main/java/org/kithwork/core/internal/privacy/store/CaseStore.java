package org.kithwork.core.internal.privacy.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.page.PageRequest;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps privacy cases. */
@Component(service = CaseStore.class)
public class CaseStore {

    private final JpaTemplate jpa;

    @Activate
    public CaseStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    public void insert(CaseEntity row) {
        jpa.tx(TransactionType.Required, em -> {
            em.persist(row);
            em.flush();
        });
    }

    public Optional<CaseEntity> find(String id) {
        return jpa.txExpr(TransactionType.Required, em -> Optional.ofNullable(em.find(CaseEntity.class, id)));
    }

    /** The row, locked, to be changed in the current transaction. */
    public Optional<CaseEntity> lock(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Optional.ofNullable(em.find(CaseEntity.class, id, LockModeType.PESSIMISTIC_WRITE)));
    }

    /** Writes a changed row, and reads it as the database has it. */
    public void write(CaseEntity row) {
        jpa.tx(TransactionType.Required, em -> {
            em.flush();
            em.refresh(row);
        });
    }

    /** The open cases, the most urgent first; one more than asked for. */
    public List<CaseEntity> queue(@Nullable String customerId, PageRequest request) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var keys = Sql.select("c.due_key FROM core_privacy_case c " + Sql.byIndex("core_privacy_case_queue"))
                    .where("c.open_case = TRUE")
                    .whereIf("c.customer_id = ?", customerId)
                    .page("c.due_key", false, request)
                    .values(em, String.class);
            return Sql.inPortions(
                    keys,
                    some -> Sql.select("c.* FROM core_privacy_case c")
                            .whereIn("c.due_key", some)
                            .orderBy("c.due_key")
                            .entities(em, CaseEntity.class));
        });
    }

    /** All cases, newest first; one more than asked for. */
    public List<CaseEntity> list(@Nullable String customerId, PageRequest request) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var index = customerId == null ? "core_privacy_case_id" : "core_privacy_case_customer";
            var ids = Sql.select("c.id FROM core_privacy_case c " + Sql.byIndex(index))
                    .whereIf("c.customer_id = ?", customerId)
                    .page("c.id", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                    ids,
                    some -> Sql.select("c.* FROM core_privacy_case c")
                            .whereIn("c.id", some)
                            .orderBy("c.id DESC")
                            .entities(em, CaseEntity.class));
        });
    }

    /** All cases of these customers, the oldest first. */
    public List<CaseEntity> of(Collection<String> customerIds) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.inPortions(
                        customerIds,
                        some -> Sql.select("c.* FROM core_privacy_case c")
                                .whereIn("c.customer_id", some)
                                .orderBy("c.id")
                                .entities(em, CaseEntity.class)));
    }

    /** The case that an operation belongs to. */
    public Optional<CaseEntity> ofOperation(String operationId) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("c.* FROM core_privacy_case c")
                        .where("c.operation_id = ?", operationId)
                        .orderBy("c.id")
                        .entities(em, CaseEntity.class)
                        .stream()
                        .findFirst());
    }

    /** How many open cases are past their day, counted up to a hundred. */
    public int overdue(LocalDate today) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("c.due_key FROM core_privacy_case c " + Sql.byIndex("core_privacy_case_queue"))
                        .where("c.open_case = TRUE")
                        .where("c.due_key < ?", today.toString())
                        .orderBy("c.due_key")
                        .first(100)
                        .values(em, String.class)
                        .size());
    }

    /** Closes the cases that waited for this operation, if it is done. */
    public void finish(String operationId, Instant now) {
        update(
                "UPDATE core_privacy_case SET state = 'DONE', open_case = FALSE, closed_at = ?, version = version + 1"
                        + " WHERE operation_id = ? AND state = 'EXECUTING' AND EXISTS (SELECT 1 FROM core_operation o"
                        + " WHERE o.id = core_privacy_case.operation_id AND o.state = 'DONE')",
                Timestamp.from(now),
                operationId);
    }

    /** Takes away what was written about the person in his cases. */
    public void forget(String customerId) {
        update(
                "UPDATE core_privacy_case SET content_cipher = NULL, preview_cipher = NULL, version = version + 1"
                        + " WHERE customer_id = ?",
                customerId);
    }

    private void update(String text, Object... values) {
        jpa.tx(TransactionType.Required, em -> execute(em, text, values));
    }

    private static void execute(EntityManager em, String text, Object... values) {
        em.flush();
        Sql.update(em, text, values);
    }
}
