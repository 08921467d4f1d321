package org.kithwork.core.internal.access.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** API tokens. */
@Component(
        service = TokenStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class TokenStore {

    private final JpaTemplate jpa;

    @Activate
    public TokenStore(@Reference CoreUnit unit) {
        this.jpa = unit.jpa();
    }

    public void insert(TokenEntity token) {
        Rows.in(jpa, em -> {
            em.persist(token);
            return token.id;
        });
    }

    public Optional<TokenEntity> find(String id) {
        return Rows.in(jpa, em -> Optional.ofNullable(em.find(TokenEntity.class, id)));
    }

    /** The token of this secret, whose owner is active. */
    public Optional<TokenEntity> bySecret(String secretHash) {
        return Rows.in(
                jpa,
                em -> em
                        .createQuery(
                                "SELECT t FROM TokenEntity t, UserEntity u WHERE t.secretHash = :hash"
                                        + " AND u.id = t.userId AND u.state = 'ACTIVE'",
                                TokenEntity.class)
                        .setParameter("hash", secretHash)
                        .getResultList()
                        .stream()
                        .findFirst());
    }

    public List<TokenEntity> list() {
        return Rows.in(
                jpa,
                em -> em.createQuery("SELECT t FROM TokenEntity t ORDER BY t.id", TokenEntity.class)
                        .getResultList());
    }

    public boolean delete(String id) {
        return Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_token WHERE id = ?", id)) == 1;
    }

    public void used(String id, Instant now) {
        Rows.in(jpa, em -> Sql.update(em, "UPDATE core_token SET used_at = ? WHERE id = ?", Rows.time(now), id));
    }
}
