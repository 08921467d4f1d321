package org.kithwork.core.internal.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.field.FieldDefinition;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.permission.Visibility;

/**
 * What an actor may do with each member of a record: the highest among the grants that cover the record wins, so a
 * narrower grant never weakens a wider one. A member that no policy of a role names is WRITE with the right to edit,
 * READ without; one that is new (not among the members the kind of record started with) is HIDE. Of a module that declares
 * members, each is HIDE that no policy names; the policies of the default roles begin as it declares.
 */
public final class FieldRules {

    /** The kind of record that the core owns. */
    public static final String CUSTOMER = "core:customer";

    /** Stands for every kind of record or every member in a policy. */
    public static final String ANY = "*";

    /** What the name of a field that the company added begins with. */
    private static final String ADDED = FieldDefinition.member("");

    private static final Set<String> CUSTOMER_FIELDS = Set.of(
            "kind",
            "status",
            "displayName",
            "familyName",
            "givenName",
            "nameOrder",
            "sex",
            "birth",
            "ageBand",
            "occupation",
            "company",
            "district",
            "note",
            "contactPoints",
            "identifiers",
            "tags",
            "ownerId",
            "storeId",
            "source",
            "limited",
            "unnamed",
            "nameDoubtful");

    private final String object;
    private final boolean declared;
    private final List<RoleRule> roles = new ArrayList<>();

    private record RoleRule(
            String id,
            @Nullable Visibility view,
            @Nullable Visibility edit,
            Map<String, Map<String, FieldAccess>> policies) {

        boolean isEverywhere() {
            return view != null && view.all();
        }
    }

    FieldRules(Rights rights, Permission view, Permission edit) {
        this(rights, view, edit, false);
    }

    /**
     * The rules of an actor with these rights.
     *
     * @param declared whether the module of the record declares members of it
     */
    FieldRules(Rights rights, Permission view, Permission edit, boolean declared) {
        this.declared = declared;
        object = view.module() + ":" + view.object();
        var roleIds = new LinkedHashSet<String>();
        rights.grants().forEach(grant -> roleIds.add(grant.roleId()));
        for (var role : roleIds) {
            var views = scope(rights, role, view);
            var edits = scope(rights, role, edit);
            if (views != null || edits != null) {
                roles.add(new RoleRule(role, views, edits, rights.policies().getOrDefault(role, Map.of())));
            }
        }
    }

    private static @Nullable Visibility scope(Rights rights, String role, Permission permission) {
        for (var grant : rights.grants()) {
            if (grant.roleId().equals(role) && grant.permission().equals(permission)) {
                return rights.visibility(EnumSet.<Scope>of(grant.scope()));
            }
        }
        return null;
    }

    /** The columns of a record on which its scope depends. */
    public record Place(
            String customerId,
            @Nullable String ownerId,
            @Nullable String storeId,
            boolean restricted) {}

    /** What the actor may do with this member of the record that has these columns. */
    public FieldAccess accessTo(String field, Place place) {
        return decided(field, place).access();
    }

    /**
     * What holds for a member.
     *
     * @param roleId the role whose grant decides; {@code null} where none shows anything
     */
    record Decided(FieldAccess access, @Nullable String roleId) {}

    Decided decided(String field, Place place) {
        var highest = new Decided(FieldAccess.HIDE, null);
        for (var role : roles) {
            var edits = covers(role.edit(), place);
            if (edits || covers(role.view(), place)) {
                var access = min(policy(role, field), edits ? FieldAccess.WRITE : FieldAccess.READ);
                highest = access.compareTo(highest.access()) > 0 ? new Decided(access, role.id()) : highest;
            }
        }
        return highest;
    }

    /** The members of a customer that have rules, by name. */
    static List<String> customerFields() {
        return CUSTOMER_FIELDS.stream().sorted().toList();
    }

    /** The same for several members. */
    public Map<String, FieldAccess> accessTo(Collection<String> fields, Place place) {
        var access = new LinkedHashMap<String, FieldAccess>();
        fields.forEach(field -> access.put(field, accessTo(field, place)));
        return access;
    }

    /**
     * The least that holds for the member on every record the actor may see: only what is READ on all of them may be
     * sorted by, filtered by range or summed.
     */
    public FieldAccess everywhere(String field) {
        var least = FieldAccess.WRITE;
        var floor = FieldAccess.HIDE;
        boolean sees = false;
        for (var role : roles) {
            if (role.view() != null) {
                sees = true;
                var access = min(policy(role, field), FieldAccess.READ);
                least = min(least, access);
                floor = role.isEverywhere() ? max(floor, access) : floor;
            }
        }
        return sees ? max(least, floor) : FieldAccess.HIDE;
    }

    /** The highest that holds for the member on some record, were the actor to write it; for what is to be created. */
    public FieldAccess somewhere(String field) {
        var highest = FieldAccess.HIDE;
        for (var role : roles) {
            highest = max(highest, policy(role, field));
        }
        return highest;
    }

    private FieldAccess policy(RoleRule role, String field) {
        return policy(role.policies(), object, field).orElse(isOld(field) ? FieldAccess.WRITE : FieldAccess.HIDE);
    }

    /** What a role with these policies may do with a member of customers, were it to change them. */
    static FieldAccess ofCustomers(Map<String, Map<String, FieldAccess>> policies, String field) {
        return policy(policies, CUSTOMER, field)
                .orElse(CUSTOMER_FIELDS.contains(field) ? FieldAccess.WRITE : FieldAccess.HIDE);
    }

    private static Optional<FieldAccess> policy(
            Map<String, Map<String, FieldAccess>> all, String object, String field) {
        for (var policies : List.of(all.getOrDefault(object, Map.of()), all.getOrDefault(ANY, Map.of()))) {
            for (var name : List.of(field, ANY)) {
                var access = policies.get(name);
                if (access != null) {
                    return Optional.of(access);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the kind of record started with it; a field that a company adds is new on every kind. */
    private boolean isOld(String field) {
        return object.equals(CUSTOMER) ? CUSTOMER_FIELDS.contains(field) : !declared && !field.startsWith(ADDED);
    }

    private static boolean covers(@Nullable Visibility visibility, Place place) {
        return visibility != null
                && visibility.covers(place.customerId(), place.ownerId(), place.storeId(), place.restricted());
    }

    private static FieldAccess min(FieldAccess a, FieldAccess b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static FieldAccess max(FieldAccess a, FieldAccess b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
