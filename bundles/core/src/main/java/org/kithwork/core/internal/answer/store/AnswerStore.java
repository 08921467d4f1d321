package org.kithwork.core.internal.answer.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.aries.jpa.template.EmFunction;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rows of idempotency keys. A claim guards each change: what was taken over changes nothing any more. */
@Component(service = AnswerStore.class)
public class AnswerStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public AnswerStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    public Optional<AnswerEntity> find(String id) {
        return in(em -> Optional.ofNullable(em.find(AnswerEntity.class, id)));
    }

    /** Claims a key that nobody has; of many at once one succeeds. */
    public boolean insert(AnswerEntity row) {
        return in(em -> dialect.insertIfAbsent(
                em,
                "core_answer",
                new String[] {"id", "print", "claim", "claimed_at", "effect", "expires_at"},
                row.id,
                row.print,
                row.claim,
                time(row.claimedAt),
                false,
                time(row.expiresAt)));
    }

    /** Takes the key from a request that changed nothing and is not heard of any more. */
    public boolean takeOver(AnswerEntity row, String claim, Instant now) {
        return in(em -> Sql.update(
                        em,
                        "UPDATE core_answer SET claim = ?, claimed_at = ?"
                                + " WHERE id = ? AND claim = ? AND effect = FALSE AND answer IS NULL",
                        claim,
                        time(now),
                        row.id,
                        row.claim))
                == 1;
    }

    /** Notes, in the transaction of a change, that there is one; {@code false} when the key was taken over. */
    public boolean markEffect(String id, String claim) {
        return in(em -> Sql.update(em, "UPDATE core_answer SET effect = TRUE WHERE id = ? AND claim = ?", id, claim))
                == 1;
    }

    public void keep(String id, String claim, byte[] answer) {
        in(em -> em.createQuery("UPDATE AnswerEntity a SET a.answer = :answer WHERE a.id = :id AND a.claim = :claim")
                .setParameter("answer", answer)
                .setParameter("id", id)
                .setParameter("claim", claim)
                .executeUpdate());
    }

    /** Gives the key free, unless there was an effect. */
    public void release(String id, String claim) {
        in(em -> Sql.update(em, "DELETE FROM core_answer WHERE id = ? AND claim = ? AND effect = FALSE", id, claim));
    }

    public void deleteExpired(String id, Instant now) {
        in(em -> Sql.update(em, "DELETE FROM core_answer WHERE id = ? AND expires_at <= ?", id, time(now)));
    }

    public int deleteExpired(Instant now) {
        return in(em -> Sql.update(em, "DELETE FROM core_answer WHERE expires_at <= ?", time(now)));
    }

    private <R> R in(EmFunction<R> body) {
        return jpa.txExpr(TransactionType.Required, body);
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
