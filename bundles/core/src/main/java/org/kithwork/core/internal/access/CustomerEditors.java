package org.kithwork.core.internal.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.core.internal.access.store.RightsStore.GrantRow;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.customer.MemberEditors;
import org.kithwork.permission.FieldAccess;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads from the roles who may change which members of customers. */
@Component(service = MemberEditors.class)
public final class CustomerEditors implements MemberEditors {

    private static final String EDIT = FieldRules.CUSTOMER + ":edit";
    private static final Set<String> CONTACTS = Set.of("phone", "email", "address", "wechat");

    private final RoleStore roles;

    @Activate
    public CustomerEditors(@Reference RoleStore roles) {
        this.roles = roles;
    }

    @Override
    public Map<String, List<String>> of(Collection<String> members, Locale locale) {
        var editing = roles.grants().stream()
                .filter(grant -> grant.permission().equals(EDIT))
                .map(GrantRow::roleId)
                .collect(Collectors.toSet());
        var policies = policies();
        var editors = new LinkedHashMap<String, List<String>>();
        for (var member : members) {
            var names = new ArrayList<String>();
            for (var role : roles.list()) {
                var own = policies.getOrDefault(role.id, Map.of());
                if (editing.contains(role.id) && FieldRules.ofCustomers(own, field(member)) == FieldAccess.WRITE) {
                    names.add(RoleAdmin.name(role, locale));
                }
            }
            editors.put(member, List.copyOf(names));
        }
        return editors;
    }

    private Map<String, Map<String, Map<String, FieldAccess>>> policies() {
        var policies = new HashMap<String, Map<String, Map<String, FieldAccess>>>();
        for (var row : roles.policies()) {
            policies.computeIfAbsent(row.roleId(), role -> new HashMap<>())
                    .computeIfAbsent(row.object(), object -> new HashMap<>())
                    .put(row.field(), FieldAccess.valueOf(row.access()));
        }
        return policies;
    }

    private static String field(String member) {
        return member.equals("name") ? "displayName" : CONTACTS.contains(member) ? "contactPoints" : member;
    }
}
