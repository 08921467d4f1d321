package org.kithwork.core.internal.access.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.aries.jpa.template.JpaTemplate;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The second factor of each user: the sealed secret of his app, its last accepted step, hashes of recovery codes. */
@Component(
        service = SecondFactorStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class SecondFactorStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public SecondFactorStore(@Reference CoreUnit unit, @Reference Dialect dialect) {
        this.jpa = unit.jpa();
        this.dialect = dialect;
    }

    /** A secret; it counts once the user has shown that his app has it. */
    public record Totp(String sealed, boolean confirmed, long lastStep) {}

    public Optional<Totp> find(String userId) {
        return Rows.in(
                jpa,
                em -> Sql.select("secret_cipher, confirmed_at, last_step FROM core_totp")
                        .where("user_id = ?", userId)
                        .rows(em)
                        .stream()
                        .map(row -> new Totp(Rows.text(row[0]), row[1] != null, ((Number) row[2]).longValue()))
                        .findFirst());
    }

    /** Offers a new secret in the place of one that was never confirmed; {@code false} when one is in use. */
    public boolean offer(String userId, String sealed) {
        return Rows.in(jpa, em -> {
            Sql.update(em, "DELETE FROM core_totp WHERE user_id = ? AND confirmed_at IS NULL", userId);
            return dialect.insertIfAbsent(
                    em, "core_totp", new String[] {"user_id", "secret_cipher", "last_step"}, userId, sealed, -1L);
        });
    }

    /** Puts this very secret to use; {@code false} when it is in use, or another one was offered since. */
    public boolean confirm(String userId, String sealed, long step, Instant now) {
        return Rows.in(
                        jpa,
                        em -> Sql.update(
                                em,
                                "UPDATE core_totp SET confirmed_at = ?, last_step = ?"
                                        + " WHERE user_id = ? AND secret_cipher = ? AND confirmed_at IS NULL",
                                Rows.time(now),
                                step,
                                userId,
                                sealed))
                == 1;
    }

    /** Uses a step up, with all before it; {@code false} when it was used already. */
    public boolean accept(String userId, long step) {
        return Rows.in(
                        jpa,
                        em -> Sql.update(
                                em,
                                "UPDATE core_totp SET last_step = ?"
                                        + " WHERE user_id = ? AND last_step < ? AND confirmed_at IS NOT NULL",
                                step,
                                userId,
                                step))
                == 1;
    }

    /** Removes secret and codes; tells whether there was a secret. */
    public boolean delete(String userId) {
        return Rows.in(jpa, em -> {
            Sql.update(em, "DELETE FROM core_recovery_code WHERE user_id = ?", userId);
            return Sql.update(em, "DELETE FROM core_totp WHERE user_id = ?", userId) == 1;
        });
    }

    /** Puts these codes in the place of those the user has. */
    public void replaceCodes(String userId, List<String> hashes) {
        Rows.in(jpa, em -> {
            var removed = Sql.update(em, "DELETE FROM core_recovery_code WHERE user_id = ?", userId);
            for (var hash : hashes) {
                Sql.update(em, "INSERT INTO core_recovery_code (user_id, code_hash) VALUES (?, ?)", userId, hash);
            }
            return removed;
        });
    }

    /** Uses a recovery code up; {@code false} when there is none such any more. */
    public boolean useCode(String userId, String hash) {
        return Rows.in(
                        jpa,
                        em -> Sql.update(
                                em, "DELETE FROM core_recovery_code WHERE user_id = ? AND code_hash = ?", userId, hash))
                == 1;
    }

    public int codesLeft(String userId) {
        return Rows.in(
                jpa,
                em -> Sql.select("code_hash FROM core_recovery_code")
                        .where("user_id = ?", userId)
                        .values(em, String.class)
                        .size());
    }

    /** Those of these users who have one in use. */
    public Set<String> enrolled(Collection<String> users) {
        return Rows.in(jpa, em -> {
            var found = new HashSet<String>();
            for (var user : users) {
                if (isOn(em, user)) {
                    found.add(user);
                }
            }
            return found;
        });
    }

    /** Whether a role of the user asks for a second factor. */
    public boolean isRequired(String userId) {
        return Rows.in(jpa, em -> isRequired(em, userId));
    }

    static boolean isOn(javax.persistence.EntityManager em, String userId) {
        return Sql.select("user_id FROM core_totp")
                .where("user_id = ?", userId)
                .where("confirmed_at IS NOT NULL")
                .exists(em);
    }

    static boolean isRequired(javax.persistence.EntityManager em, String userId) {
        return Sql.select("r.id FROM core_role r JOIN core_user_role u ON u.role_id = r.id")
                .where("u.user_id = ?", userId)
                .where("r.second_factor = TRUE")
                .exists(em);
    }
}
