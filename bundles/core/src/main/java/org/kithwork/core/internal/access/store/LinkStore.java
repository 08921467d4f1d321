package org.kithwork.core.internal.access.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.LockModeType;
import org.apache.aries.jpa.template.JpaTemplate;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.Visibility;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Personal links. */
@Component(
        service = LinkStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class LinkStore {

    private final JpaTemplate jpa;

    @Activate
    public LinkStore(@Reference CoreUnit unit) {
        this.jpa = unit.jpa();
    }

    /** A link and what is to be known of its user. */
    public record Held(
            LinkEntity link, String userName, @Nullable String language) {}

    /** Whether there was room for one more of this purpose; the user's row stays locked until the transaction ends. */
    public boolean insert(LinkEntity link, int most) {
        return Rows.in(jpa, em -> {
            em.find(UserEntity.class, link.userId, LockModeType.PESSIMISTIC_WRITE);
            var there = Sql.select("COUNT(*) FROM core_personal_link")
                    .where("user_id = ?", link.userId)
                    .where("purpose = ?", link.purpose)
                    .values(em, Number.class)
                    .get(0);
            if (there.intValue() >= most) {
                return false;
            }
            em.persist(link);
            em.flush();
            return true;
        });
    }

    public Optional<LinkEntity> find(String id) {
        return Rows.in(jpa, em -> Optional.ofNullable(em.find(LinkEntity.class, id)));
    }

    /** The link of this secret, whose user is active. */
    public Optional<Held> bySecret(String purpose, String secretHash) {
        return Rows.in(
                jpa,
                em -> em
                        .createQuery(
                                "SELECT l, u.displayName, u.language FROM LinkEntity l, UserEntity u"
                                        + " WHERE l.secretHash = :hash AND l.purpose = :purpose"
                                        + " AND u.id = l.userId AND u.state = 'ACTIVE'",
                                Object[].class)
                        .setParameter("hash", secretHash)
                        .setParameter("purpose", purpose)
                        .getResultList()
                        .stream()
                        .map(row -> new Held((LinkEntity) row[0], Rows.text(row[1]), (String) row[2]))
                        .findFirst());
    }

    /**
     * Those of users in scope, the oldest first.
     *
     * @param purpose of all purposes where absent
     * @param user of this user alone; of all where absent
     */
    public List<LinkEntity> list(Visibility visibility, @Nullable String purpose, @Nullable String user) {
        return Rows.in(jpa, em -> {
            var links = Sql.select("l.* FROM core_personal_link l")
                    .whereIf("l.purpose = ?", purpose)
                    .whereIf("l.user_id = ?", user);
            return (visibility.all() ? links : links.whereIn("l.user_id", visibility.owners()))
                    .orderBy("l.id")
                    .entities(em, LinkEntity.class);
        });
    }

    public void delete(String id) {
        Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_personal_link WHERE id = ?", id));
    }

    /** Ends all of a user. */
    public void deleteOf(String userId) {
        Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_personal_link WHERE user_id = ?", userId));
    }

    public void used(String id, Instant now) {
        Rows.in(
                jpa,
                em -> Sql.update(em, "UPDATE core_personal_link SET used_at = ? WHERE id = ?", Rows.time(now), id));
    }
}
