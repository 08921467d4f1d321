package org.kithwork.core.internal.field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.RightsCache;
import org.kithwork.core.internal.access.store.RightsStore.PolicyRow;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.field.FieldDefinition;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What roles may do with a field: kept with the policies of the roles, where the rules for all members are. */
@Component(service = FieldRoles.class)
public final class FieldRoles {

    private final RoleStore roles;
    private final RightsCache rights;

    @Activate
    public FieldRoles(@Reference RoleStore roles, @Reference RightsCache rights) {
        this.roles = roles;
        this.rights = rights;
    }

    /** The roles that are named for each member of a kind of record. */
    Map<String, List<FieldDraft.RoleAccess>> of(String object) {
        var found = new HashMap<String, List<FieldDraft.RoleAccess>>();
        for (var row : roles.policies()) {
            if (row.object().equals(object) && !row.access().equals(FieldAccess.HIDE.name())) {
                found.computeIfAbsent(row.field(), field -> new ArrayList<>())
                        .add(new FieldDraft.RoleAccess(row.roleId(), row.access()));
            }
        }
        return found;
    }

    /** What is said of roles, without faults. */
    Map<String, FieldAccess> read(Faults faults, @Nullable List<FieldDraft.RoleAccess> given) {
        var named = new LinkedHashMap<String, FieldAccess>();
        var all = given == null ? List.<FieldDraft.RoleAccess>of() : given;
        for (int i = 0; i < all.size(); i++) {
            var pointer = "/roles/" + i;
            var role = faults.requiredText(pointer + "/role", all.get(i).role(), 36);
            var may = faults.choice(pointer + "/access", all.get(i).access(), FieldAccess.class);
            if (!role.isEmpty() && roles.find(role).isEmpty()) {
                faults.add(pointer + "/role", Message.of(FieldRoles.class, "role-unknown"));
            }
            named.put(role, Objects.requireNonNullElse(may, FieldAccess.HIDE));
        }
        return named;
    }

    /** From now on the field is hidden for all but these. */
    void replace(FieldDefinition field, Map<String, FieldAccess> named) {
        for (var row : roles.policies(field.object(), field.member())) {
            if (!named.containsKey(row.roleId())) {
                put(row.roleId(), field, FieldAccess.HIDE);
            }
        }
        named.forEach((role, may) -> put(role, field, may));
        rights.forget();
    }

    /** Raises the role's version, so that somebody who changes the role at the same time is told. */
    private void put(String role, FieldDefinition field, FieldAccess may) {
        if (roles.findForChange(role).isPresent()) {
            roles.replacePolicy(new PolicyRow(role, field.object(), field.member(), may.name()));
        }
    }
}
