package org.kithwork.core.internal.operation.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.core.internal.operation.Operation.StepState;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the steps of operations. A step changes only from the state in which its changer last saw it. */
@Component(service = StepStore.class)
public class StepStore {

    private static final String COLUMNS =
            "s.id, s.operation_id, s.participant, s.state, s.attempts FROM core_operation_step s";

    private final JpaTemplate jpa;

    @Activate
    public StepStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** A step to be done. */
    public record Due(String id, String operationId, String participant, StepState state, int attempts) {}

    /** The participants of steps whose time has come, to be done or to be done once more. */
    public Set<String> wanted(Instant now) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var names = new TreeSet<>(Sql.select("DISTINCT participant FROM core_operation_step")
                    .where("state = 'PENDING'")
                    .where("next_at <= ?", Timestamp.from(now))
                    .values(em, String.class));
            names.addAll(Sql.select("DISTINCT participant FROM core_operation_step")
                    .where("sweep_at <= ?", Timestamp.from(now))
                    .values(em, String.class));
            return names;
        });
    }

    /** The participant's pending steps whose time has come, oldest operation first. */
    public List<Due> due(String participant, Instant now, int limit) {
        return select(Sql.select(COLUMNS)
                .where("s.participant = ?", participant)
                .where("s.state = 'PENDING'")
                .where("s.next_at <= ?", Timestamp.from(now))
                .orderBy("s.id")
                .first(limit));
    }

    /** All that a participant still has to do, oldest operation first. */
    public List<Due> open(String participant) {
        return select(Sql.select(COLUMNS)
                .where("s.participant = ?", participant)
                .where("s.state IN ('PENDING', 'WAITING', 'PARKED')")
                .orderBy("s.id"));
    }

    /** The participant's steps that are done and to be done once more, for what was written while they ran. */
    public List<Due> sweeps(String participant, Instant now, int limit) {
        return select(Sql.select(COLUMNS)
                .where("s.participant = ?", participant)
                .where("s.sweep_at <= ?", Timestamp.from(now))
                .orderBy("s.id")
                .first(limit));
    }

    private List<Due> select(Sql sql) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> sql.rows(em).stream()
                        .map(row -> new Due(
                                (String) row[0],
                                (String) row[1],
                                (String) row[2],
                                StepState.valueOf((String) row[3]),
                                ((Number) row[4]).intValue()))
                        .toList());
    }

    /** Whether the participant has an open step of an older operation on one of these customers. */
    public boolean isBehind(Due step, String customerId, String absorbedId) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("s.id FROM core_operation_step s JOIN core_operation o ON o.id = s.operation_id")
                        .where("s.participant = ?", step.participant())
                        .where("s.state IN ('PENDING', 'WAITING', 'PARKED')")
                        .where("o.kind <> 'EXPORT'")
                        .where("o.id < ?", step.operationId())
                        .where(
                                "(o.customer_id IN (?, ?) OR o.absorbed_id IN (?, ?))",
                                customerId,
                                absorbedId,
                                customerId,
                                absorbedId)
                        .exists(em));
    }

    /** The step as it is now; empty when it is done. */
    public Optional<Due> current(String id) {
        return select(Sql.select(COLUMNS).where("s.id = ?", id).where("s.state <> 'DONE'")).stream()
                .findFirst();
    }

    /**
     * Has the step wait if any other of its operation is still open. The operation's row is locked meanwhile, as it is
     * when a step ends, so that the last one to end sees this one wait.
     */
    public boolean waitsForOthers(Due step, String reason) {
        return jpa.txExpr(TransactionType.Required, em -> {
            lock(em, step.operationId());
            var others = Sql.select("id FROM core_operation")
                    .where("id = ?", step.operationId())
                    .where("open_steps > 1")
                    .exists(em);
            if (others) {
                waits(step, reason);
            }
            return others;
        });
    }

    /** The steps of an operation that are done, by participant. */
    public List<StepEntity> done(String operationId) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("* FROM core_operation_step")
                        .where("operation_id = ?", operationId)
                        .where("state = 'DONE'")
                        .orderBy("id")
                        .entities(em, StepEntity.class));
    }

    /**
     * Ends the step and, if it was the last one, its operation. {@code false} when the step was ended by somebody else.
     */
    public boolean finish(Due step, Instant now) {
        return jpa.txExpr(TransactionType.Required, em -> {
            lock(em, step.operationId());
            var done = Sql.update(
                            em,
                            "UPDATE core_operation_step SET state = 'DONE', reason = NULL, done_at = ?"
                                    + " WHERE id = ? AND state <> 'DONE'",
                            Timestamp.from(now),
                            step.id())
                    == 1;
            if (done) {
                Sql.update(
                        em, "UPDATE core_operation SET open_steps = open_steps - 1 WHERE id = ?", step.operationId());
                close(em, step.operationId(), now);
            }
            return done;
        });
    }

    private static void lock(EntityManager em, String operationId) {
        Sql.update(em, "UPDATE core_operation SET state = state WHERE id = ?", operationId);
    }

    private static void close(EntityManager em, String operationId, Instant now) {
        Sql.update(
                em,
                "UPDATE core_operation SET state = 'DONE', finished_at = ? WHERE id = ? AND open_steps = 0",
                Timestamp.from(now),
                operationId);
    }

    /** Has one step looked at again, if it waits. */
    public void revive(String operationId, String participant, Instant now) {
        update(
                "UPDATE core_operation_step SET state = 'PENDING', reason = NULL, next_at = ?"
                        + " WHERE id = ? AND state = 'WAITING'",
                Timestamp.from(now),
                operationId + "/" + participant);
    }

    /** Has all looked at again that waits for something else than its module. */
    public void reviveAllBut(String reason, Instant now) {
        update(
                "UPDATE core_operation_step SET state = 'PENDING', next_at = ?"
                        + " WHERE state = 'WAITING' AND reason <> ?",
                Timestamp.from(now),
                reason);
    }

    /** Has the step done once more at this time. */
    public void sweep(Due step, Instant at) {
        update("UPDATE core_operation_step SET sweep_at = ? WHERE id = ?", Timestamp.from(at), step.id());
    }

    /** Notes a failure. */
    public void failed(Due step, StepState next, String reason, Instant nextAt) {
        update(
                "UPDATE core_operation_step SET state = ?, attempts = ?, reason = ?, next_at = ?"
                        + " WHERE id = ? AND state = ? AND attempts = ?",
                next.name(),
                step.attempts() + 1,
                reason,
                Timestamp.from(nextAt),
                step.id(),
                step.state().name(),
                step.attempts());
    }

    /** Has the step wait until it is revived. */
    public void waits(Due step, String reason) {
        update(
                "UPDATE core_operation_step SET state = 'WAITING', reason = ? WHERE id = ? AND state = ?",
                reason,
                step.id(),
                step.state().name());
    }

    /** Has what is pending of a participant wait until it is revived. */
    public void waits(String participant, String reason) {
        update(
                "UPDATE core_operation_step SET state = 'WAITING', reason = ?"
                        + " WHERE participant = ? AND state = 'PENDING'",
                reason,
                participant);
    }

    /** Has what waits of a participant looked at again. */
    public void revive(String participant, Instant now) {
        update(
                "UPDATE core_operation_step SET state = 'PENDING', reason = NULL, next_at = ?"
                        + " WHERE participant = ? AND state = 'WAITING'",
                Timestamp.from(now),
                participant);
    }

    /** Has all that is open of an operation tried again, with all attempts before it. */
    public void retry(String operationId, Instant now) {
        update(
                "UPDATE core_operation_step SET state = 'PENDING', attempts = 0, next_at = ?"
                        + " WHERE operation_id = ? AND state IN ('PENDING', 'WAITING', 'PARKED')",
                Timestamp.from(now),
                operationId);
    }

    /** Ends what is open of an operation that was taken back. */
    public void cancel(String operationId, Instant now) {
        jpa.tx(TransactionType.Required, em -> {
            lock(em, operationId);
            Sql.update(
                    em,
                    "UPDATE core_operation_step SET state = 'DONE', reason = 'undone' WHERE operation_id = ?"
                            + " AND state <> 'DONE'",
                    operationId);
            Sql.update(em, "UPDATE core_operation_step SET sweep_at = NULL WHERE operation_id = ?", operationId);
            Sql.update(em, "UPDATE core_operation SET open_steps = 0 WHERE id = ?", operationId);
            close(em, operationId, now);
        });
    }

    /** The participants of an operation. */
    public List<String> participants(String operationId) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("participant FROM core_operation_step")
                        .where("operation_id = ?", operationId)
                        .orderBy("participant")
                        .values(em, String.class));
    }

    /**
     * The step was done once more. With the last one of its operation the operation forgets what stands for an
     * anonymised person, as no module will ask for it again. The operation's row is locked meanwhile, so that of two
     * that end side by side the second sees the first.
     */
    public void swept(Due step) {
        jpa.tx(TransactionType.Required, em -> {
            lock(em, step.operationId());
            Sql.update(em, "UPDATE core_operation_step SET sweep_at = NULL WHERE id = ?", step.id());
            forgetPseudonym(em, step.operationId());
        });
    }

    private static void forgetPseudonym(EntityManager em, String operationId) {
        Sql.update(
                em,
                "UPDATE core_operation SET pseudonym = NULL WHERE id = ? AND kind = 'ANONYMISE' AND state = 'DONE'"
                        + " AND NOT EXISTS (SELECT 1 FROM core_operation_step s"
                        + " WHERE s.operation_id = core_operation.id AND s.sweep_at IS NOT NULL)",
                operationId);
    }

    /** Ends what a participant still had to do whose module was removed with its data. */
    public void forget(String participant, Instant now) {
        for (var step : open(participant)) {
            finish(step, now);
        }
        for (var step : select(Sql.select(COLUMNS)
                .where("s.participant = ?", participant)
                .where("s.sweep_at IS NOT NULL")
                .orderBy("s.id"))) {
            swept(step);
        }
    }

    private void update(String text, Object... parameters) {
        jpa.tx(TransactionType.Required, em -> Sql.update(em, text, parameters));
    }
}
