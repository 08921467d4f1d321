package org.kithwork.core.internal.access.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.FieldRules.Place;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads at once all that decides what a user may do. */
@Component(
        service = RightsStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class RightsStore {

    /** A list opens nothing while the customer is kept at the person's request. */
    private static final String NOT_KEPT =
            "NOT EXISTS (SELECT 1 FROM core_customer k WHERE k.id = r.customer_id AND k.kept = TRUE)";

    private final JpaTemplate jpa;

    @Activate
    public RightsStore(@Reference CoreUnit unit) {
        this.jpa = unit.jpa();
    }

    /** A grant as it is stored. */
    public record GrantRow(String roleId, String permission, String scope) {}

    /** A field policy as it is stored. */
    public record PolicyRow(String roleId, String object, String field, String access) {}

    /**
     * What decides about a user.
     *
     * @param teamUsers the users of his team and the teams below it, himself among them
     * @param stores his stores and all below them
     * @param unlocked limited customers that are open to him
     * @param enrolmentDue a role of his asks for a second factor, and he has none
     */
    public record UserRights(
            List<GrantRow> grants,
            List<PolicyRow> policies,
            Set<String> teamUsers,
            Set<String> stores,
            Set<String> unlocked,
            boolean enrolmentDue) {}

    /** Who stands behind a token. */
    public record TokenOwner(String userId, String scopes) {}

    /** Empty for a user who is not there or blocked. */
    public Optional<UserRights> load(String userId) {
        return Rows.in(jpa, em -> {
            var user = em.find(UserEntity.class, userId);
            if (user == null || !user.state.equals("ACTIVE")) {
                return Optional.empty();
            }
            return Optional.of(new UserRights(
                    grants(em, userId),
                    policies(em, userId),
                    teamUsers(em, user),
                    below(
                            Sql.select("store_id FROM core_user_store")
                                    .where("user_id = ?", userId)
                                    .values(em, String.class),
                            em.createQuery("SELECT s FROM StoreEntity s", StoreEntity.class)
                                    .getResultList()),
                    new HashSet<>(Sql.select("r.customer_id FROM core_restriction r")
                            .where("r.user_id = ?", userId)
                            .where(NOT_KEPT)
                            .values(em, String.class)),
                    SecondFactorStore.isRequired(em, userId) && !SecondFactorStore.isOn(em, userId)));
        });
    }

    /** The owner and the scopes of a token. */
    public Optional<TokenOwner> tokenOwner(String tokenId) {
        return Rows.in(
                jpa,
                em -> Optional.ofNullable(em.find(TokenEntity.class, tokenId))
                        .map(token -> new TokenOwner(token.userId, token.scopes)));
    }

    /** Every customer that is open to the users of a list alone. */
    public Set<String> limitedCustomers() {
        return Rows.in(
                jpa,
                em -> new HashSet<>(Sql.select("DISTINCT r.customer_id FROM core_restriction r")
                        .where(NOT_KEPT)
                        .values(em, String.class)));
    }

    /** Whether the customer, or the one that answers for it, is stored and not used. */
    public boolean isKept(String customerId) {
        return Rows.in(
                jpa,
                em -> Sql.select(
                                "s.id FROM core_customer c JOIN core_customer s ON s.id = COALESCE(c.merged_into, c.id)")
                        .where("c.id = ?", customerId)
                        .where("s.kept = TRUE")
                        .exists(em));
    }

    /** Where a customer stands, of an absorbed one where its survivor does; empty for one that is not there or erased. */
    public Optional<Place> place(String customerId) {
        return Rows.in(
                jpa,
                em -> Sql.select("s.id, s.owner_id, s.store_id, s.restricted FROM core_customer c"
                                + " JOIN core_customer s ON s.id = COALESCE(c.merged_into, c.id)")
                        .where("c.id = ?", customerId)
                        .where("s.status <> 'ERASED'")
                        .rows(em)
                        .stream()
                        .map(row -> new Place(
                                Rows.text(row[0]), (String) row[1], (String) row[2], Boolean.TRUE.equals(row[3])))
                        .findFirst());
    }

    /** The same for several customers, by the id that was asked for. */
    public Map<String, Place> places(Collection<String> customers) {
        var places = new HashMap<String, Place>();
        Rows.in(
                        jpa,
                        em -> Sql.inPortions(
                                customers,
                                some -> Sql.select(
                                                "c.id, s.id, s.owner_id, s.store_id, s.restricted FROM core_customer c"
                                                        + " JOIN core_customer s ON s.id = COALESCE(c.merged_into, c.id)")
                                        .whereIn("c.id", some)
                                        .where("s.status <> 'ERASED'")
                                        .rows(em)))
                .forEach(row -> places.put(
                        Rows.text(row[0]),
                        new Place(Rows.text(row[1]), (String) row[2], (String) row[3], Boolean.TRUE.equals(row[4]))));
        return places;
    }

    private static List<GrantRow> grants(EntityManager em, String userId) {
        var rows = new ArrayList<GrantRow>();
        for (var row : Sql.select("g.role_id, g.permission, g.scope FROM core_grant g"
                        + " JOIN core_user_role u ON u.role_id = g.role_id")
                .where("u.user_id = ?", userId)
                .rows(em)) {
            rows.add(new GrantRow(Rows.text(row[0]), Rows.text(row[1]), Rows.text(row[2])));
        }
        return rows;
    }

    private static List<PolicyRow> policies(EntityManager em, String userId) {
        var rows = new ArrayList<PolicyRow>();
        for (var row : Sql.select("p.role_id, p.object_type, p.field, p.access_level FROM core_field_policy p"
                        + " JOIN core_user_role u ON u.role_id = p.role_id")
                .where("u.user_id = ?", userId)
                .rows(em)) {
            rows.add(new PolicyRow(Rows.text(row[0]), Rows.text(row[1]), Rows.text(row[2]), Rows.text(row[3])));
        }
        return rows;
    }

    /** The users of the teams that he belongs to or leads, and of the teams below. */
    private static Set<String> teamUsers(EntityManager em, UserEntity user) {
        var users = new HashSet<String>(Set.of(user.id));
        var tree =
                em.createQuery("SELECT t FROM TeamEntity t", TeamEntity.class).getResultList();
        var mine = new ArrayList<String>();
        for (var team : tree) {
            if (team.id.equals(user.teamId) || user.id.equals(team.leadId)) {
                mine.add(team.id);
            }
        }
        if (!mine.isEmpty()) {
            users.addAll(em.createQuery("SELECT u.id FROM UserEntity u WHERE u.teamId IN :teams", String.class)
                    .setParameter("teams", below(mine, tree))
                    .getResultList());
        }
        return users;
    }

    /** The starting nodes and every node below one of them. */
    static Set<String> below(List<String> start, List<? extends TreeNode> tree) {
        var found = new HashSet<String>(start);
        boolean grew = !found.isEmpty();
        while (grew) {
            grew = false;
            for (var node : tree) {
                @Nullable String parent = node.parentId();
                if (parent != null && found.contains(parent) && found.add(node.id())) {
                    grew = true;
                }
            }
        }
        return found;
    }
}
