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

    public static final String CREATE_CAPTURES = "intake:capture:create";

    public static final String CREATE_NOTES = "intake:note:create";

    public static final String VIEW_WEBHOOKS = "intake:webhook:view";
    public static final String EDIT_WEBHOOKS = "intake:webhook:edit";

    public static final String VIEW_FEEDS = "intake:feed:view";
    public static final String EDIT_FEEDS = "intake:feed:edit";

    public static final String CREATE_ORDERS = "intake:order:create";

    static final Permission FORM_VIEW = Permission.of(VIEW_FORMS);
    static final Permission FORM_EDIT = Permission.of(EDIT_FORMS);
    static final Permission SUBMISSION_VIEW = Permission.of(VIEW_SUBMISSIONS);
    static final Permission SUBMISSION_EDIT = Permission.of(EDIT_SUBMISSIONS);

    static final Permission NOTE_CREATE = Permission.of(CREATE_NOTES);
    static final Permission CAPTURE_CREATE = Permission.of(CREATE_CAPTURES);

    public static final Permission WEBHOOK_VIEW = Permission.of(VIEW_WEBHOOKS);
    public static final Permission WEBHOOK_EDIT = Permission.of(EDIT_WEBHOOKS);

    public static final Permission FEED_VIEW = Permission.of(VIEW_FEEDS);
    public static final Permission FEED_EDIT = Permission.of(EDIT_FEEDS);

    public static final Permission ORDER_CREATE = Permission.of(CREATE_ORDERS);

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
                declare(
                        CREATE_CAPTURES,
                        Map.of(Roles.OWNER, ALL, Roles.STORE_MANAGER, STORE, Roles.SALES, STORE, Roles.CLERK, STORE)),
                declare(
                        CREATE_NOTES,
                        Map.of(
                                Roles.OWNER,
                                ALL,
                                Roles.STORE_MANAGER,
                                STORE,
                                Roles.SALES,
                                STORE,
                                Roles.CLERK,
                                STORE,
                                Roles.SERVICE_AGENT,
                                ALL)),
                declare(VIEW_WEBHOOKS, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL)),
                dangerous(EDIT_WEBHOOKS, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL)),
                declare(VIEW_FEEDS, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL)),
                dangerous(EDIT_FEEDS, Map.of(Roles.OWNER, ALL)),
                declare(CREATE_ORDERS, Map.of(Roles.OWNER, ALL)),
                need("core:customer:view"),
                need("core:customer:create"),
                need("core:customer:edit"),
                need("core:consent:view"),
                need("core:consent:create"),
                need("core:mail:send"),
                need("core:outbound:call"),
                need("core:import:create"));
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
        return declare(permission, roles, false);
    }

    /** What opens a way out or in for other systems. */
    private static PermissionDeclaration dangerous(String permission, Map<String, Scope> roles) {
        return declare(permission, roles, true);
    }

    private static PermissionDeclaration declare(String permission, Map<String, Scope> roles, boolean dangerous) {
        var code = "permission." + permission.substring("intake:".length()).replace(':', '-');
        return new PermissionDeclaration(
                Permission.of(permission), Message.of(IntakePermissions.class, code), roles, dangerous);
    }

    /** A right of the core that the module itself works with; it gives it to nobody. */
    private static PermissionDeclaration need(String permission) {
        return new PermissionDeclaration(
                Permission.of(permission), Message.of(IntakePermissions.class, "needed"), Map.of(), false);
    }
}
