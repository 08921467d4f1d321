package org.kithwork.saboteur.internal;

import java.util.List;
import java.util.Map;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** Who may look at the effects, and what it needs to write to customers. */
@Component
public final class SaboteurPermissions implements PermissionSource {

    public static final Permission VIEW = Permission.of("saboteur:effect:view");

    private static final Permission CONSENT_VIEW = Permission.of("core:consent:view");

    @Override
    public String module() {
        return "saboteur";
    }

    @Override
    public List<PermissionDeclaration> declarations() {
        return List.of(
                new PermissionDeclaration(
                        VIEW, Message.of(SaboteurPermissions.class, "view"), Map.of(Roles.OWNER, Scope.ALL), false),
                new PermissionDeclaration(
                        CONSENT_VIEW, Message.of(SaboteurPermissions.class, "send"), Map.of(), false));
    }
}
