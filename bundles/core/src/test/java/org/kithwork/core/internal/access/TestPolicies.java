package org.kithwork.core.internal.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;

/** The real field rules for an actor with one role on all records, whose members a test limits. */
public final class TestPolicies implements FieldPolicies {

    private final Map<String, FieldAccess> limits = new ConcurrentHashMap<>();

    /** From now on the actor may do no more than this with the member. */
    public void limit(String field, FieldAccess access) {
        limits.put(field, access);
    }

    public void clear() {
        limits.clear();
    }

    @Override
    public FieldRules rules(Permission view, Permission edit) {
        var grants = List.of(new Rights.Grant("role", view, Scope.ALL), new Rights.Grant("role", edit, Scope.ALL));
        var policies = Map.of("role", Map.of(view.module() + ":" + view.object(), Map.copyOf(limits)));
        return new FieldRules(
                new Rights("somebody", grants, policies, Set.of(), Set.of(), Set.of(), false), view, edit);
    }
}
