package org.kithwork.core.internal.access;

import static org.kithwork.permission.spi.Roles.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** What the core itself lets people do, and the default roles that start with it (the table of roles). */
@Component(service = PermissionSource.class)
public final class CorePermissions implements PermissionSource {

    /** The core's word. */
    public static final String MODULE = "core";

    public static final Permission CUSTOMER_VIEW = core("customer", "view");
    public static final Permission CUSTOMER_EDIT = core("customer", "edit");
    public static final Permission ASSIGN = core("assignment", "create");
    public static final Permission USER_VIEW = core("user", "view");
    public static final Permission USER_CREATE = core("user", "create");
    public static final Permission USER_EDIT = core("user", "edit");
    public static final Permission ROLE_VIEW = core("role", "view");
    public static final Permission ROLE_CREATE = core("role", "create");
    public static final Permission ROLE_EDIT = core("role", "edit");
    public static final Permission ROLE_DELETE = core("role", "delete");
    public static final Permission STORE_VIEW = core("store", "view");
    public static final Permission STORE_CREATE = core("store", "create");
    public static final Permission STORE_EDIT = core("store", "edit");
    public static final Permission TEAM_VIEW = core("team", "view");
    public static final Permission TEAM_CREATE = core("team", "create");
    public static final Permission TEAM_EDIT = core("team", "edit");
    public static final Permission TOKEN_VIEW = core("token", "view");
    public static final Permission TOKEN_CREATE = core("token", "create");
    public static final Permission TOKEN_DELETE = core("token", "delete");
    public static final Permission LINK_VIEW = core("link", "view");
    public static final Permission LINK_CREATE = core("link", "create");
    public static final Permission LINK_DELETE = core("link", "delete");
    public static final Permission COMPANY_EDIT = core("company", "edit");
    public static final Permission AUDIT_VIEW = core("audit", "view");
    public static final Permission FIELD_VIEW = core("field", "view");
    public static final Permission FIELD_CONFIGURE = core("field", "configure");
    public static final Permission SHELL_VIEW = core("shell", "view");
    public static final Permission SHELL_CONFIGURE = core("shell", "configure");

    private static final Set<String> DANGEROUS = Set.of(
            "customer:export",
            "export:create",
            "customer:unmask",
            "customer:erase",
            "retention:configure",
            "retention:delete",
            "restriction:edit",
            "assignment:create",
            "user:create",
            "user:edit",
            "role:create",
            "role:edit",
            "role:delete",
            "token:create",
            "module:create",
            "module:edit",
            "module:delete",
            "module:configure",
            "limit:configure",
            "outbound:configure",
            "mail:configure",
            "shell:configure",
            "key:configure",
            "field:configure");

    /** Dangerous in number; one record at a time asks for no step-up. */
    private static final Set<String> BY_AMOUNT = Set.of("customer:export", "customer:unmask", "assignment:create");

    private final List<PermissionDeclaration> declarations = declare();

    @Override
    public String module() {
        return MODULE;
    }

    @Override
    public List<PermissionDeclaration> declarations() {
        return declarations;
    }

    private static Permission core(String object, String action) {
        return new Permission(MODULE, object, action);
    }

    private static List<PermissionDeclaration> declare() {
        var all = new ArrayList<PermissionDeclaration>();
        customers(all);
        for (var action : List.of("view", "create", "edit", "delete", "approve", "configure")) {
            add(all, "import", action, Map.of(OWNER, Scope.ALL));
        }
        for (var action : List.of("view", "edit")) {
            add(all, "job", action, everybody(Scope.OWN, forAll(OWNER, ADMINISTRATOR)));
            add(all, "operation", action, forAll(OWNER, PRIVACY_OFFICER, ADMINISTRATOR));
        }
        add(all, "store", "view", everybody(Scope.ALL, Map.of()));
        add(all, "team", "view", everybody(Scope.ALL, Map.of()));
        add(
                all,
                "user",
                "view",
                Map.of(
                        OWNER, Scope.ALL,
                        ADMINISTRATOR, Scope.ALL,
                        SALES_LEAD, Scope.TEAM,
                        STORE_MANAGER, Scope.STORE,
                        SERVICE_LEAD, Scope.TEAM));
        for (var object : List.of("store", "team")) {
            for (var action : List.of("create", "edit", "delete")) {
                add(all, object, action, forAll(OWNER, ADMINISTRATOR));
            }
        }
        for (var action : List.of("create", "edit", "delete")) {
            add(all, "user", action, forAll(ADMINISTRATOR));
        }
        for (var object : List.of("role", "token", "module", "journal", "setting")) {
            for (var action : List.of("view", "create", "edit", "delete", "configure")) {
                add(all, object, action, forAll(ADMINISTRATOR));
            }
        }
        for (var action : List.of("view", "create", "delete")) {
            add(all, "link", action, everybody(Scope.OWN, forAll(ADMINISTRATOR)));
        }
        for (var action : List.of("view", "create")) {
            add(all, "backup", action, forAll(ADMINISTRATOR));
        }
        add(all, "company", "view", forAll(OWNER, ADMINISTRATOR));
        add(all, "company", "edit", forAll(OWNER, ADMINISTRATOR));
        add(all, "audit", "view", forAll(OWNER, ADMINISTRATOR, PRIVACY_OFFICER));
        add(all, "audit", "export", forAll(OWNER, PRIVACY_OFFICER));
        for (var action : List.of("view", "create", "edit")) {
            add(all, "privacy", action, forAll(OWNER, PRIVACY_OFFICER));
        }
        add(all, "limit", "view", forAll(OWNER, ADMINISTRATOR, PRIVACY_OFFICER));
        add(all, "limit", "configure", forAll(OWNER, ADMINISTRATOR));
        for (var action : List.of("view", "configure", "call")) {
            add(all, "outbound", action, forAll(ADMINISTRATOR));
        }
        for (var action : List.of("view", "configure", "send")) {
            add(all, "mail", action, forAll(ADMINISTRATOR));
        }
        add(all, "field", "view", forAll(OWNER, ADMINISTRATOR));
        add(all, "field", "configure", forAll(OWNER, ADMINISTRATOR));
        for (var action : List.of("view", "configure", "delete")) {
            add(all, "retention", action, forAll(OWNER, PRIVACY_OFFICER));
        }
        add(all, "rate", "view", everybody(Scope.ALL, Map.of()));
        add(all, "rate", "edit", forAll(OWNER, ADMINISTRATOR));
        add(all, "calendar", "view", everybody(Scope.ALL, Map.of()));
        add(all, "calendar", "edit", forAll(OWNER, ADMINISTRATOR));
        add(all, "shell", "view", forAll(ADMINISTRATOR));
        add(all, "shell", "configure", forAll(ADMINISTRATOR));
        add(all, "key", "configure", forAll(ADMINISTRATOR));
        return List.copyOf(all);
    }

    private static void customers(List<PermissionDeclaration> all) {
        var view = new HashMap<String, Scope>(Map.of(
                OWNER, Scope.ALL,
                CLERK, Scope.STORE,
                SALES, Scope.OWN,
                SALES_LEAD, Scope.TEAM,
                SERVICE_AGENT, Scope.ALL,
                SERVICE_LEAD, Scope.ALL,
                MARKETING, Scope.ALL,
                STORE_MANAGER, Scope.STORE,
                PRIVACY_OFFICER, Scope.ALL));
        add(all, "customer", "view", view);
        add(
                all,
                "customer",
                "create",
                Map.of(
                        OWNER, Scope.ALL,
                        CLERK, Scope.STORE,
                        SALES, Scope.OWN,
                        SALES_LEAD, Scope.TEAM,
                        STORE_MANAGER, Scope.STORE));
        add(
                all,
                "customer",
                "edit",
                Map.of(
                        OWNER, Scope.ALL,
                        SALES, Scope.OWN,
                        SALES_LEAD, Scope.TEAM,
                        STORE_MANAGER, Scope.STORE,
                        PRIVACY_OFFICER, Scope.ALL));
        add(all, "customer", "merge", Map.of(OWNER, Scope.ALL, SALES_LEAD, Scope.TEAM, STORE_MANAGER, Scope.STORE));
        for (var action : List.of("view", "edit")) {
            add(all, "duplicate", action, Map.of(OWNER, Scope.ALL, SALES_LEAD, Scope.TEAM, STORE_MANAGER, Scope.STORE));
        }
        add(all, "duplicate", "configure", forAll(OWNER));
        view.remove(MARKETING);
        add(all, "customer", "lookup", view);
        add(
                all,
                "customer",
                "claim",
                Map.of(
                        OWNER, Scope.ALL,
                        SALES, Scope.STORE,
                        SALES_LEAD, Scope.STORE,
                        STORE_MANAGER, Scope.STORE));
        add(
                all,
                "customer",
                "aggregate",
                Map.of(
                        OWNER, Scope.ALL,
                        MARKETING, Scope.ALL,
                        ANALYST, Scope.ALL,
                        SALES_LEAD, Scope.TEAM,
                        STORE_MANAGER, Scope.STORE));
        add(all, "customer", "unmask", forAll(OWNER, SERVICE_AGENT, PRIVACY_OFFICER));
        add(all, "customer", "export", forAll(OWNER, PRIVACY_OFFICER));
        add(all, "export", "view", forAll(OWNER, PRIVACY_OFFICER));
        add(all, "export", "create", forAll(OWNER, PRIVACY_OFFICER));
        add(all, "customer", "erase", forAll(OWNER, PRIVACY_OFFICER));
        add(all, "restriction", "view", forAll(OWNER, PRIVACY_OFFICER));
        add(all, "restriction", "edit", forAll(OWNER, PRIVACY_OFFICER));
        add(
                all,
                "assignment",
                "create",
                Map.of(
                        OWNER, Scope.ALL,
                        ADMINISTRATOR, Scope.ALL,
                        SALES_LEAD, Scope.TEAM,
                        STORE_MANAGER, Scope.STORE));
        add(all, "customer", "delete", forAll(OWNER));
        add(all, "customer", "approve", forAll(OWNER));
        add(all, "customer", "configure", forAll(OWNER));
        consents(all);
    }

    /** Whoever stands at the counter writes down what a customer decides; nobody waits for somebody else to stop. */
    private static void consents(List<PermissionDeclaration> all) {
        var counter = Map.of(
                OWNER, Scope.ALL,
                CLERK, Scope.STORE,
                SALES, Scope.OWN,
                SALES_LEAD, Scope.TEAM,
                SERVICE_AGENT, Scope.ALL,
                SERVICE_LEAD, Scope.ALL,
                STORE_MANAGER, Scope.STORE,
                PRIVACY_OFFICER, Scope.ALL);
        var view = new HashMap<>(counter);
        view.put(MARKETING, Scope.ALL);
        add(all, "consent", "view", view);
        add(all, "consent", "create", counter);
        add(all, "consent", "configure", forAll(OWNER, ADMINISTRATOR, PRIVACY_OFFICER));
    }

    private static void add(List<PermissionDeclaration> all, String object, String action, Map<String, Scope> roles) {
        all.add(new PermissionDeclaration(
                core(object, action),
                Message.of(CorePermissions.class, "permission." + object + "." + action),
                roles,
                DANGEROUS.contains(object + ":" + action),
                DANGEROUS.contains(object + ":" + action) && !BY_AMOUNT.contains(object + ":" + action)));
    }

    private static Map<String, Scope> forAll(String... roles) {
        var scopes = new HashMap<String, Scope>();
        for (var role : roles) {
            scopes.put(role, Scope.ALL);
        }
        return scopes;
    }

    private static Map<String, Scope> everybody(Scope scope, Map<String, Scope> but) {
        var scopes = new HashMap<String, Scope>();
        for (var role : DefaultRoles.WORDS) {
            scopes.put(role, scope);
        }
        scopes.putAll(but);
        return scopes;
    }
}
