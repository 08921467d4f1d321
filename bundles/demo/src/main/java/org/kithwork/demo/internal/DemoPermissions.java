package org.kithwork.demo.internal;

import java.util.List;
import java.util.Map;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** Who may load and remove; one needs the right to import and to undo imports as well. */
@Component
public final class DemoPermissions implements PermissionSource {

    static final Permission VIEW = Permission.of("demo:data:view");
    static final Permission CREATE = Permission.of("demo:data:create");
    static final Permission DELETE = Permission.of("demo:data:delete");

    @Override
    public String module() {
        return "demo";
    }

    @Override
    public List<PermissionDeclaration> declarations() {
        return List.of(own(VIEW), own(CREATE), own(DELETE));
    }

    private static PermissionDeclaration own(Permission permission) {
        return new PermissionDeclaration(
                permission,
                Message.of(DemoPermissions.class, "permission.data-" + permission.action()),
                Map.of(Roles.OWNER, Scope.ALL),
                false);
    }
}
