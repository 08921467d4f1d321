package org.kithwork.core.internal.access.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.persistence.LockModeType;
import org.apache.aries.jpa.template.JpaTemplate;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Users, with the roles and stores they have. */
@Component(
        service = UserStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class UserStore {

    private static final String COLUMNS =
            "u.id, u.username, u.display_name, u.language, u.password, u.state, u.team_id, u.seen_at,"
                    + " u.created_at, u.version FROM core_user u";

    private final JpaTemplate jpa;

    @Activate
    public UserStore(@Reference CoreUnit unit) {
        this.jpa = unit.jpa();
    }

    public Optional<UserEntity> find(String id) {
        return Rows.in(jpa, em -> Optional.ofNullable(em.find(UserEntity.class, id)));
    }

    /** These users, in the order of their ids. */
    public List<UserEntity> byIds(Collection<String> ids) {
        return Rows.in(
                jpa,
                em -> Sql.inPortions(
                        new TreeSet<>(ids),
                        some -> Sql.select("* FROM core_user")
                                .whereIn("id", some)
                                .orderBy("id")
                                .entities(em, UserEntity.class)));
    }

    /** The user, whose version this transaction raises. */
    public Optional<UserEntity> findForChange(String id) {
        return Rows.in(
                jpa,
                em -> Optional.ofNullable(em.find(UserEntity.class, id, LockModeType.PESSIMISTIC_FORCE_INCREMENT)));
    }

    /** By the folded name. */
    public Optional<UserEntity> byUsername(String username) {
        return Rows.in(
                jpa,
                em -> em
                        .createQuery("SELECT u FROM UserEntity u WHERE u.username = :name", UserEntity.class)
                        .setParameter("name", username)
                        .getResultList()
                        .stream()
                        .findFirst());
    }

    /** Two at most of those who are called so and are in this state. */
    public List<UserEntity> byDisplayName(String name, String state) {
        return Rows.in(
                jpa,
                em -> Sql.select(COLUMNS)
                        .where("LOWER(u.display_name) = LOWER(?)", name)
                        .where("u.state = ?", state)
                        .first(2)
                        .entities(em, UserEntity.class));
    }

    public void insert(UserEntity user) {
        Rows.in(jpa, em -> {
            em.persist(user);
            em.flush();
            return user;
        });
    }

    public void setPassword(String id, String password) {
        Rows.in(jpa, em -> Sql.update(em, "UPDATE core_user SET password = ? WHERE id = ?", password, id));
    }

    /** The users that are in scope, in the order of their creation; one row more than the page has. */
    public List<UserEntity> list(Visibility visibility, PageRequest page) {
        return Rows.in(
                jpa,
                em -> Sql.select(COLUMNS)
                        .where(inScope(visibility))
                        .page("u.id", false, page)
                        .entities(em, UserEntity.class));
    }

    /** The users of a team that are in scope, in the order of their creation. */
    public List<UserEntity> ofTeam(String team, Visibility visibility) {
        return Rows.in(
                jpa,
                em -> Sql.select(COLUMNS)
                        .where("u.team_id = ?", team)
                        .where(inScope(visibility))
                        .orderBy("u.id")
                        .entities(em, UserEntity.class));
    }

    /** The ids of the users who are in one of these teams. */
    public List<String> inTeams(Collection<String> teams) {
        return Rows.in(
                jpa,
                em -> Sql.inPortions(
                        new TreeSet<>(teams),
                        some -> Sql.select("u.id FROM core_user u")
                                .whereIn("u.team_id", some)
                                .orderBy("u.id")
                                .values(em, String.class)));
    }

    /** Whether a user is in scope. */
    public boolean isVisible(String id, Visibility visibility) {
        return Rows.in(
                jpa,
                em -> Sql.select("u.id FROM core_user u")
                        .where("u.id = ?", id)
                        .where(inScope(visibility))
                        .exists(em));
    }

    private static Sql.Condition inScope(Visibility visibility) {
        if (visibility.all()) {
            return Sql.Condition.of("1 = 1");
        }
        var conditions = new ArrayList<String>(List.of("1 = 0"));
        var values = new ArrayList<Object>();
        if (!visibility.owners().isEmpty()) {
            conditions.add("u.id IN (" + marks(visibility.owners()) + ")");
            values.addAll(visibility.owners());
        }
        if (!visibility.stores().isEmpty()) {
            conditions.add("EXISTS (SELECT 1 FROM core_user_store s WHERE s.user_id = u.id AND s.store_id IN ("
                    + marks(visibility.stores()) + "))");
            values.addAll(visibility.stores());
        }
        return new Sql.Condition("(" + String.join(" OR ", conditions) + ")", values);
    }

    private static String marks(Collection<String> values) {
        return String.join(", ", java.util.Collections.nCopies(values.size(), "?"));
    }

    /** The names to show of these users. */
    public Map<String, String> names(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return Rows.in(jpa, em -> {
            var names = new HashMap<String, String>();
            for (var user : em.createQuery("SELECT u FROM UserEntity u WHERE u.id IN :ids", UserEntity.class)
                    .setParameter("ids", ids)
                    .getResultList()) {
                names.put(user.id, user.displayName);
            }
            return names;
        });
    }

    /** The ids of the roles of these users. */
    public Map<String, List<String>> roles(Collection<String> users) {
        return links("user_id, role_id FROM core_user_role", users);
    }

    /** The ids of the stores of these users. */
    public Map<String, List<String>> stores(Collection<String> users) {
        return links("user_id, store_id FROM core_user_store", users);
    }

    public void replaceRoles(String user, Collection<String> roles) {
        Rows.in(jpa, em -> {
            var removed = Sql.update(em, "DELETE FROM core_user_role WHERE user_id = ?", user);
            for (var role : roles) {
                Sql.update(em, "INSERT INTO core_user_role (user_id, role_id) VALUES (?, ?)", user, role);
            }
            return removed;
        });
    }

    public void replaceStores(String user, Collection<String> stores) {
        Rows.in(jpa, em -> {
            var removed = Sql.update(em, "DELETE FROM core_user_store WHERE user_id = ?", user);
            for (var store : stores) {
                Sql.update(em, "INSERT INTO core_user_store (user_id, store_id) VALUES (?, ?)", user, store);
            }
            return removed;
        });
    }

    /** Whether any active user holds the permission. */
    public boolean anybodyHolds(String permission) {
        return Rows.in(
                jpa,
                em -> Sql.select("u.id FROM core_user u JOIN core_user_role r ON r.user_id = u.id"
                                + " JOIN core_grant g ON g.role_id = r.role_id")
                        .where("g.permission = ?", permission)
                        .where("u.state = 'ACTIVE'")
                        .exists(em));
    }

    /** How many users each role has. */
    public Map<String, Long> countByRole() {
        return counts("role_id, COUNT(*) FROM core_user_role", "role_id");
    }

    /** How many users each team has. */
    public Map<String, Long> countByTeam() {
        return counts("COALESCE(team_id, ''), COUNT(*) FROM core_user", "COALESCE(team_id, '')");
    }

    private Map<String, Long> counts(String selection, String group) {
        return Rows.in(jpa, em -> {
            var counts = new HashMap<String, Long>();
            for (var row : Sql.select(selection).groupBy(group).rows(em)) {
                counts.put(Rows.text(row[0]), ((Number) row[1]).longValue());
            }
            return counts;
        });
    }

    /** Writes changes now, so that a stale version is noticed and the new one known. */
    public void flush() {
        Rows.in(jpa, em -> {
            em.flush();
            return true;
        });
    }

    private Map<String, List<String>> links(String selection, Collection<String> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        return Rows.in(jpa, em -> {
            var links = new HashMap<String, List<String>>();
            for (var row : Sql.select(selection)
                    .where(new Sql.Condition("user_id IN (" + marks(users) + ")", List.copyOf(users)))
                    .rows(em)) {
                links.computeIfAbsent(Rows.text(row[0]), user -> new ArrayList<>())
                        .add(Rows.text(row[1]));
            }
            return links;
        });
    }
}
