package org.kithwork.core.internal.access.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sessions of browsers, links for a password. */
@Component(
        service = SessionStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class SessionStore {

    private final JpaTemplate jpa;

    @Activate
    public SessionStore(@Reference CoreUnit unit) {
        this.jpa = unit.jpa();
    }

    /** A session and the name of its user, who is active. */
    public record Active(SessionEntity session, String displayName) {}

    public void insert(SessionEntity session) {
        Rows.in(jpa, em -> {
            em.persist(session);
            return seen(em, session.id, session.userId, session.createdAt);
        });
    }

    public Optional<Active> find(String secretHash) {
        return Rows.in(
                jpa,
                em -> em
                        .createQuery(
                                "SELECT s, u.displayName FROM SessionEntity s, UserEntity u"
                                        + " WHERE s.secretHash = :hash AND u.id = s.userId AND u.state = 'ACTIVE'",
                                Object[].class)
                        .setParameter("hash", secretHash)
                        .getResultList()
                        .stream()
                        .map(row -> new Active((SessionEntity) row[0], (String) row[1]))
                        .findFirst());
    }

    public void touch(SessionEntity session, Instant now) {
        Rows.in(jpa, em -> seen(em, session.id, session.userId, now));
    }

    /** Notes that the user has proved anew who he is. */
    public void proved(String id, Instant now) {
        Rows.in(jpa, em -> Sql.update(em, "UPDATE core_session SET proved_at = ? WHERE id = ?", Rows.time(now), id));
    }

    private static int seen(EntityManager em, String id, String userId, Instant now) {
        Sql.update(em, "UPDATE core_session SET touched_at = ? WHERE id = ?", Rows.time(now), id);
        return Sql.update(em, "UPDATE core_user SET seen_at = ? WHERE id = ?", Rows.time(now), userId);
    }

    public boolean delete(String id) {
        return Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_session WHERE id = ?", id)) == 1;
    }

    /** Ends all sessions of a user but this one. */
    public int deleteOthers(String userId, String keptId) {
        return Rows.in(
                jpa, em -> Sql.update(em, "DELETE FROM core_session WHERE user_id = ? AND id <> ?", userId, keptId));
    }

    public void deleteExpired(Instant now, Instant idleSince) {
        Rows.in(
                jpa,
                em -> Sql.update(
                        em,
                        "DELETE FROM core_session WHERE expires_at <= ? OR touched_at <= ?",
                        Rows.time(now),
                        Rows.time(idleSince)));
    }

    /** The sessions of a user, latest first. */
    public List<SessionEntity> list(String userId) {
        return Rows.in(
                jpa,
                em -> em.createQuery(
                                "SELECT s FROM SessionEntity s WHERE s.userId = :user ORDER BY s.id DESC",
                                SessionEntity.class)
                        .setParameter("user", userId)
                        .setMaxResults(200)
                        .getResultList());
    }

    public Optional<SessionEntity> byId(String id) {
        return Rows.in(jpa, em -> Optional.ofNullable(em.find(SessionEntity.class, id)));
    }

    /** Puts a new link in the place of those that the user has. */
    public void replaceLink(String userId, String secretHash, Instant expiresAt) {
        Rows.in(jpa, em -> {
            Sql.update(em, "DELETE FROM core_password_link WHERE user_id = ?", userId);
            return Sql.update(
                    em,
                    "INSERT INTO core_password_link (secret_hash, user_id, expires_at) VALUES (?, ?, ?)",
                    secretHash,
                    userId,
                    Rows.time(expiresAt));
        });
    }

    /** The user of a link that is still good. */
    public Optional<String> linkUser(String secretHash, Instant now) {
        return Rows.in(
                jpa,
                em -> Sql.select("user_id FROM core_password_link")
                        .where("secret_hash = ?", secretHash)
                        .where("expires_at > ?", Rows.time(now))
                        .values(em, String.class)
                        .stream()
                        .findFirst());
    }

    /** Uses a link up; {@code false} when somebody was faster. */
    public boolean useLink(String secretHash) {
        return Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_password_link WHERE secret_hash = ?", secretHash))
                == 1;
    }
}
