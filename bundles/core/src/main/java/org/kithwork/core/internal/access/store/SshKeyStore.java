package org.kithwork.core.internal.access.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.jspecify.annotations.Nullable;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The public keys with which users sign in to the shell. */
@Component(
        service = SshKeyStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class SshKeyStore {

    private static final String COLUMNS =
            "k.id, k.user_id, k.name, k.algorithm, k.fingerprint, k.created_at, k.used_at FROM core_ssh_key k";

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public SshKeyStore(@Reference CoreUnit unit, @Reference Dialect dialect) {
        this.jpa = unit.jpa();
        this.dialect = dialect;
    }

    /** A key as it is stored. */
    public record Row(
            String id,
            String userId,
            String name,
            String algorithm,
            String fingerprint,
            Instant createdAt,
            @Nullable Instant usedAt) {}

    /** Adds a key; {@code false} when somebody has it already. */
    public boolean insert(Row row) {
        return Rows.in(
                jpa,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_ssh_key",
                        new String[] {"fingerprint", "id", "user_id", "name", "algorithm", "created_at"},
                        row.fingerprint(),
                        row.id(),
                        row.userId(),
                        row.name(),
                        row.algorithm(),
                        Rows.time(row.createdAt())));
    }

    /** The keys of a user, the oldest first. */
    public List<Row> list(String userId) {
        return Rows.in(
                jpa,
                em -> Sql.select(COLUMNS).where("k.user_id = ?", userId).orderBy("k.id").rows(em).stream()
                        .map(SshKeyStore::row)
                        .toList());
    }

    /** The key of this user with this fingerprint. */
    public Optional<Row> find(String userId, String fingerprint) {
        return Rows.in(
                jpa,
                em -> Sql.select(COLUMNS)
                        .where("k.fingerprint = ?", fingerprint)
                        .where("k.user_id = ?", userId)
                        .rows(em)
                        .stream()
                        .map(SshKeyStore::row)
                        .findFirst());
    }

    public boolean delete(String userId, String id) {
        return Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_ssh_key WHERE id = ? AND user_id = ?", id, userId))
                == 1;
    }

    /** Notes the use; {@code false} when one was noted since then already. */
    public boolean used(String id, Instant now, Instant unlessSince) {
        return Rows.in(
                        jpa,
                        em -> Sql.update(
                                em,
                                "UPDATE core_ssh_key SET used_at = ?"
                                        + " WHERE id = ? AND (used_at IS NULL OR used_at <= ?)",
                                Rows.time(now),
                                id,
                                Rows.time(unlessSince)))
                == 1;
    }

    private static Row row(Object[] row) {
        return new Row(
                Rows.text(row[0]),
                Rows.text(row[1]),
                Rows.text(row[2]),
                Rows.text(row[3]),
                Rows.text(row[4]),
                ((Timestamp) row[5]).toInstant(),
                row[6] instanceof Timestamp used ? used.toInstant() : null);
    }
}
