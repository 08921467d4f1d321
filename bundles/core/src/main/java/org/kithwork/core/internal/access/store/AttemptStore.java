package org.kithwork.core.internal.access.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.jspecify.annotations.Nullable;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How often a sign-in failed, by account and by address, for all ways to sign in. */
@Component(
        service = AttemptStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class AttemptStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public AttemptStore(@Reference CoreUnit unit, @Reference Dialect dialect) {
        this.jpa = unit.jpa();
        this.dialect = dialect;
    }

    /** A counter. */
    public record Counter(
            int failures, Instant failedAt, @Nullable Instant lockedUntil) {}

    /** The counter, held by this transaction: others wait until it ends. */
    public Counter lock(String subject, Instant now) {
        return Rows.in(jpa, em -> {
            dialect.insertIfAbsent(
                    em, "core_attempt", new String[] {"subject", "failures", "failed_at"}, subject, 0, Rows.time(now));
            Sql.update(em, "UPDATE core_attempt SET failures = failures WHERE subject = ?", subject);
            var row = Sql.select("failures, failed_at, locked_until FROM core_attempt")
                    .where("subject = ?", subject)
                    .rows(em)
                    .get(0);
            return counter(row);
        });
    }

    public void set(String subject, Counter counter) {
        Rows.in(jpa, em -> {
            var until = counter.lockedUntil();
            return until == null
                    ? Sql.update(
                            em,
                            "UPDATE core_attempt SET failures = ?, failed_at = ?, locked_until = NULL"
                                    + " WHERE subject = ?",
                            counter.failures(),
                            Rows.time(counter.failedAt()),
                            subject)
                    : Sql.update(
                            em,
                            "UPDATE core_attempt SET failures = ?, failed_at = ?, locked_until = ? WHERE subject = ?",
                            counter.failures(),
                            Rows.time(counter.failedAt()),
                            Rows.time(until),
                            subject);
        });
    }

    public void clear(String subject) {
        Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_attempt WHERE subject = ?", subject));
    }

    public void deleteBefore(Instant instant) {
        Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_attempt WHERE failed_at < ?", Rows.time(instant)));
    }

    public Optional<Counter> find(String subject) {
        return Rows.in(
                jpa,
                em -> Sql.select("failures, failed_at, locked_until FROM core_attempt")
                        .where("subject = ?", subject)
                        .rows(em)
                        .stream()
                        .map(AttemptStore::counter)
                        .findFirst());
    }

    private static Counter counter(Object[] row) {
        return new Counter(
                ((Number) row[0]).intValue(),
                ((Timestamp) row[1]).toInstant(),
                row[2] instanceof Timestamp until ? until.toInstant() : null);
    }
}
