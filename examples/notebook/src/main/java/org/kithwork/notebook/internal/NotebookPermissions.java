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

/** What one may be allowed to do here, and who may from the start. */
@Component
public final class NotebookPermissions implements PermissionSource {

    /** The rights by name, for annotations. */
    public static final String VIEW = "notebook:note:view";

    public static final String CREATE = "notebook:note:create";

    static final Permission NOTE_VIEW = Permission.of(VIEW);
    static final Permission NOTE_CREATE = Permission.of(CREATE);

    @Override
    public String module() {
        return "notebook";
    }

    @Override
    public List<PermissionDeclaration> declarations() {
        return List.of(declare(NOTE_VIEW, "permission.note-view"), declare(NOTE_CREATE, "permission.note-create"));
    }

    private static PermissionDeclaration declare(Permission permission, String title) {
        return new PermissionDeclaration(
                permission,
                Message.of(NotebookPermissions.class, title),
                Map.of(Roles.OWNER, Scope.ALL, Roles.CLERK, Scope.ALL),
                false);
    }
}
