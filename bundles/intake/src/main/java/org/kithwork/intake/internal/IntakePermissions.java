package org.kithwork.intake.internal;

import static org.kithwork.permission.Scope.ALL;
import static org.kithwork.permission.Scope.STORE;

import java.util.List;
import java.util.Map;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.permission.spi.FieldDeclaration;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** What one may be allowed to do here, who may from the start, and what the module itself needs of the core. */
@Component
public final class IntakePermissions implements PermissionSource {

    public static final String VIEW_FORMS = "intake:form:view";
    public static final String EDIT_FORMS = "intake:form:edit";
    public static final String VIEW_SUBMISSIONS = "intake:submission:view";
    public static final String EDIT_SUBMISSIONS = "intake:submission:edit";

    static final Permission FORM_VIEW = Permission.of(VIEW_FORMS);
    static final Permission FORM_EDIT = Permission.of(EDIT_FORMS);
    static final Permission SUBMISSION_VIEW = Permission.of(VIEW_SUBMISSIONS);
    static final Permission SUBMISSION_EDIT = Permission.of(EDIT_SUBMISSIONS);

    /** What somebody typed, as one member of a submission. */
    static final String ANSWERS = "answers";

    private static final Map<String, Scope> MAKERS =
            Map.of(Roles.OWNER, ALL, Roles.MARKETING, ALL, Roles.STORE_MANAGER, STORE);

    @Override
    public String module() {
        return "intake";
    }

    @Override
    public List<PermissionDeclaration> declarations() {
        return List.of(
                declare(VIEW_FORMS, Map.of(Roles.OWNER, ALL, Roles.MARKETING, ALL, Roles.STORE_MANAGER, STORE)),
                declare(EDIT_FORMS, MAKERS),
                declare(
                        VIEW_SUBMISSIONS,
                        Map.of(Roles.OWNER, ALL, Roles.STORE_MANAGER, STORE, Roles.PRIVACY_OFFICER, ALL)),
                declare(EDIT_SUBMISSIONS, Map.of(Roles.OWNER, ALL, Roles.STORE_MANAGER, STORE)),
                need("core:customer:view"),
                need("core:customer:create"),
                need("core:customer:edit"),
                need("core:consent:view"),
                need("core:consent:create"));
    }

    @Override
    public List<FieldDeclaration> fields() {
        return List.of(new FieldDeclaration(
                "intake:submission",
                ANSWERS,
                Message.of(IntakePermissions.class, "field.answers"),
                Map.of(
                        Roles.OWNER, FieldAccess.WRITE,
                        Roles.STORE_MANAGER, FieldAccess.WRITE,
                        Roles.PRIVACY_OFFICER, FieldAccess.READ)));
    }

    private static PermissionDeclaration declare(String permission, Map<String, Scope> roles) {
        var code = "permission." + permission.substring("intake:".length()).replace(':', '-');
        return new PermissionDeclaration(
                Permission.of(permission), Message.of(IntakePermissions.class, code), roles, false);
    }

    /** A right of the core that the module itself works with; it gives it to nobody. */
    private static PermissionDeclaration need(String permission) {
        return new PermissionDeclaration(
                Permission.of(permission), Message.of(IntakePermissions.class, "needed"), Map.of(), false);
    }
}
