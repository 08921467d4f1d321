package org.kithwork.core.internal.access.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.aries.jpa.template.JpaTemplate;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.spi.FieldDeclaration;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Roles, their grants and field policies. */
@Component(
        service = RoleStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class RoleStore {

    private static final String INSERT_POLICY =
            "INSERT INTO core_field_policy (role_id, object_type, field, access_level) VALUES (?, ?, ?, ?)";

    private final JpaTemplate jpa;

    @Activate
    public RoleStore(@Reference CoreUnit unit) {
        this.jpa = unit.jpa();
    }

    /** A declared default grant that was given once. */
    public record Default(String permission, String roleWord) {}

    public List<RoleEntity> list() {
        return Rows.in(
                jpa,
                em -> em.createQuery("SELECT r FROM RoleEntity r ORDER BY r.id", RoleEntity.class)
                        .getResultList());
    }

    public Optional<RoleEntity> find(String id) {
        return Rows.in(jpa, em -> Optional.ofNullable(em.find(RoleEntity.class, id)));
    }

    /** The role, whose version this transaction raises. */
    public Optional<RoleEntity> findForChange(String id) {
        return Rows.in(
                jpa,
                em -> Optional.ofNullable(
                        em.find(RoleEntity.class, id, javax.persistence.LockModeType.PESSIMISTIC_FORCE_INCREMENT)));
    }

    /** Writes changes now, so that a stale version is noticed and the new one known. */
    public void flush() {
        Rows.in(jpa, em -> {
            em.flush();
            return true;
        });
    }

    public void insert(RoleEntity role) {
        Rows.in(jpa, em -> {
            em.persist(role);
            em.flush();
            return role;
        });
    }

    /** Removes a role with all that hangs on it. */
    public void delete(String id) {
        Rows.in(jpa, em -> {
            Sql.update(em, "DELETE FROM core_user_role WHERE role_id = ?", id);
            Sql.update(em, "DELETE FROM core_grant WHERE role_id = ?", id);
            Sql.update(em, "DELETE FROM core_field_policy WHERE role_id = ?", id);
            return Sql.update(em, "DELETE FROM core_role WHERE id = ?", id);
        });
    }

    public Map<String, String> idsByWord() {
        return Rows.in(jpa, em -> {
            var ids = new HashMap<String, String>();
            for (var row : Sql.select("word, id FROM core_role").rows(em)) {
                ids.put(Rows.text(row[0]), Rows.text(row[1]));
            }
            return ids;
        });
    }

    public Set<Default> givenDefaults() {
        return Rows.in(jpa, em -> {
            var given = new HashSet<Default>();
            for (var row :
                    Sql.select("permission, role_word FROM core_default_grant").rows(em)) {
                given.add(new Default(Rows.text(row[0]), Rows.text(row[1])));
            }
            return given;
        });
    }

    /** Remembers the default and gives it, unless the role has the permission already. */
    public void giveDefault(String roleId, String roleWord, String permission, String scope) {
        Rows.in(jpa, em -> {
            Sql.update(
                    em, "INSERT INTO core_default_grant (permission, role_word) VALUES (?, ?)", permission, roleWord);
            var held = Sql.select("permission FROM core_grant")
                    .where("role_id = ?", roleId)
                    .where("permission = ?", permission)
                    .exists(em);
            if (!held) {
                grant(em, roleId, permission, scope);
            }
            return held;
        });
    }

    /** Remembers the default of a member, under this name, and sets it, unless the role has a rule for the member. */
    public void giveDefaultField(
            String roleId, String roleWord, String name, FieldDeclaration field, FieldAccess access) {
        Rows.in(jpa, em -> {
            Sql.update(em, "INSERT INTO core_default_grant (permission, role_word) VALUES (?, ?)", name, roleWord);
            var ruled = Sql.select("field FROM core_field_policy")
                    .where("role_id = ?", roleId)
                    .where("object_type = ?", field.object())
                    .where("field = ?", field.field())
                    .exists(em);
            if (!ruled) {
                Sql.update(em, INSERT_POLICY, roleId, field.object(), field.field(), access.name());
            }
            return ruled;
        });
    }

    public List<RightsStore.GrantRow> grants() {
        return Rows.in(jpa, em -> {
            var rows = new ArrayList<RightsStore.GrantRow>();
            for (var row : Sql.select("role_id, permission, scope FROM core_grant")
                    .orderBy("permission")
                    .rows(em)) {
                rows.add(new RightsStore.GrantRow(Rows.text(row[0]), Rows.text(row[1]), Rows.text(row[2])));
            }
            return rows;
        });
    }

    public List<RightsStore.PolicyRow> policies() {
        return Rows.in(jpa, em -> {
            var rows = new ArrayList<RightsStore.PolicyRow>();
            for (var row : Sql.select("role_id, object_type, field, access_level FROM core_field_policy")
                    .orderBy("object_type, field")
                    .rows(em)) {
                rows.add(new RightsStore.PolicyRow(
                        Rows.text(row[0]), Rows.text(row[1]), Rows.text(row[2]), Rows.text(row[3])));
            }
            return rows;
        });
    }

    /** Puts these grants in the place of those the role has. */
    public void replaceGrants(String roleId, Map<String, String> scopes) {
        Rows.in(jpa, em -> {
            var removed = Sql.update(em, "DELETE FROM core_grant WHERE role_id = ?", roleId);
            scopes.forEach((permission, scope) -> grant(em, roleId, permission, scope));
            return removed;
        });
    }

    /** Puts these policies in the place of those the role has. */
    public void replacePolicies(String roleId, List<RightsStore.PolicyRow> policies) {
        Rows.in(jpa, em -> {
            var removed = Sql.update(em, "DELETE FROM core_field_policy WHERE role_id = ?", roleId);
            for (var policy : policies) {
                Sql.update(em, INSERT_POLICY, roleId, policy.object(), policy.field(), policy.access());
            }
            return removed;
        });
    }

    /** The policies of all roles for one member of a kind of record. */
    public List<RightsStore.PolicyRow> policies(String object, String field) {
        return policies().stream()
                .filter(row -> row.object().equals(object) && row.field().equals(field))
                .toList();
    }

    /** Puts this policy in the place of the one that the role has for the member. */
    public void replacePolicy(RightsStore.PolicyRow policy) {
        Rows.in(jpa, em -> {
            var removed = Sql.update(
                    em,
                    "DELETE FROM core_field_policy WHERE role_id = ? AND object_type = ? AND field = ?",
                    policy.roleId(),
                    policy.object(),
                    policy.field());
            Sql.update(
                    em,
                    "INSERT INTO core_field_policy (role_id, object_type, field, access_level) VALUES (?, ?, ?, ?)",
                    policy.roleId(),
                    policy.object(),
                    policy.field(),
                    policy.access());
            return removed;
        });
    }

    /** Whether somebody holds the role. */
    public boolean isHeld(String roleId) {
        return Rows.in(
                jpa,
                em -> Sql.select("user_id FROM core_user_role")
                        .where("role_id = ?", roleId)
                        .exists(em));
    }

    private static void grant(javax.persistence.EntityManager em, String roleId, String permission, String scope) {
        Sql.update(
                em, "INSERT INTO core_grant (role_id, permission, scope) VALUES (?, ?, ?)", roleId, permission, scope);
    }
}
