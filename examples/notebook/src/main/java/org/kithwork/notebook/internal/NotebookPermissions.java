package org.kithwork.notebook.internal;

import java.util.List;
import java.util.Map;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** What the notebook lets people do, and who may at first. */
@Component
public final class NotebookPermissions implements PermissionSource {
    public static final Permission VIEW = Permission.of("notebook:note:view");
    public static final Permission CREATE = Permission.of("notebook:note:create");

    @Override
    public String module() {
        return "notebook";
    }

    @Override
    public List<PermissionDeclaration> declarations() {
        return List.of(declaration(VIEW), declaration(CREATE));
    }

    private static PermissionDeclaration declaration(Permission permission) {
        return new PermissionDeclaration(
                permission,
                Message.of(NotebookPermissions.class, "permission.note-" + permission.action()),
                Map.of(Roles.OWNER, Scope.ALL, Roles.CLERK, Scope.ALL),
                false);
    }
}
