package org.kithwork.core.internal.access.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.aries.jpa.template.JpaTemplate;
import org.kithwork.customer.ActorName;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The trees of teams and stores. */
@Component(
        service = PlaceStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class PlaceStore {

    private final JpaTemplate jpa;

    @Activate
    public PlaceStore(@Reference CoreUnit unit) {
        this.jpa = unit.jpa();
    }

    public List<StoreEntity> stores() {
        return Rows.in(
                jpa,
                em -> em.createQuery("SELECT s FROM StoreEntity s ORDER BY s.id", StoreEntity.class)
                        .getResultList());
    }

    /** The oldest store of this name. */
    public Optional<StoreEntity> storeNamed(String name) {
        return Rows.in(
                jpa,
                em -> Sql.select("* FROM core_store")
                        .where("name_key = ?", StoreEntity.nameKey(name))
                        .orderBy("id")
                        .entities(em, StoreEntity.class)
                        .stream()
                        .findFirst());
    }

    /** The active users with this role who are assigned to the store, the oldest first. */
    public List<ActorName> holders(String store, String role) {
        return Rows.in(
                jpa,
                em -> Sql.select("u.id, u.display_name FROM core_user u"
                                + " JOIN core_user_store s ON s.user_id = u.id"
                                + " JOIN core_user_role h ON h.user_id = u.id"
                                + " JOIN core_role r ON r.id = h.role_id")
                        .where("s.store_id = ?", store)
                        .where("r.word = ?", role)
                        .where("u.state = 'ACTIVE'")
                        .orderBy("u.id")
                        .rows(em)
                        .stream()
                        .map(row -> new ActorName(Rows.text(row[0]), Rows.text(row[1])))
                        .toList());
    }

    public List<TeamEntity> teams() {
        return Rows.in(
                jpa,
                em -> em.createQuery("SELECT t FROM TeamEntity t ORDER BY t.id", TeamEntity.class)
                        .getResultList());
    }

    public Optional<StoreEntity> store(String id) {
        return Rows.in(jpa, em -> Optional.ofNullable(em.find(StoreEntity.class, id)));
    }

    public Optional<TeamEntity> team(String id) {
        return Rows.in(jpa, em -> Optional.ofNullable(em.find(TeamEntity.class, id)));
    }

    public void insert(TreeNode node) {
        Rows.in(jpa, em -> {
            em.persist(node);
            return node.id();
        });
    }

    /** Writes changes now, so that the new version is known. */
    public void flush() {
        Rows.in(jpa, em -> {
            em.flush();
            return true;
        });
    }

    /** The node and every node below it. */
    public static Set<String> below(String id, List<? extends TreeNode> tree) {
        return RightsStore.below(List.of(id), tree);
    }
}
