package org.kithwork.archives.internal;

import static java.util.Map.entry;
import static org.kithwork.permission.Scope.ALL;
import static org.kithwork.permission.Scope.OWN;
import static org.kithwork.permission.Scope.STORE;
import static org.kithwork.permission.Scope.TEAM;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.permission.spi.FieldDeclaration;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** What one may be allowed to do here, and who may from the start. */
@Component
public final class ArchivesPermissions implements PermissionSource {

    /** The rights by name, for annotations. */
    public static final String VIEW_PURCHASES = "archives:purchase:view";

    public static final String CREATE_PURCHASES = "archives:purchase:create";
    public static final String EDIT_PURCHASES = "archives:purchase:edit";
    public static final String EXPORT_PURCHASES = "archives:purchase:export";
    public static final String DELETE_PURCHASES = "archives:purchase:delete";
    public static final String VIEW_INTERACTIONS = "archives:interaction:view";
    public static final String CREATE_INTERACTIONS = "archives:interaction:create";
    public static final String EDIT_INTERACTIONS = "archives:interaction:edit";
    public static final String VIEW_ATTACHMENTS = "archives:attachment:view";
    public static final String CREATE_ATTACHMENTS = "archives:attachment:create";
    public static final String DELETE_ATTACHMENTS = "archives:attachment:delete";
    public static final String VIEW_PREFERENCES = "archives:preference:view";
    public static final String CREATE_PREFERENCES = "archives:preference:create";
    public static final String DELETE_PREFERENCES = "archives:preference:delete";
    public static final String VIEW_PREFERENCE_KEYS = "archives:preference-key:view";
    public static final String EDIT_PREFERENCE_KEYS = "archives:preference-key:edit";
    public static final String VIEW_NEEDS = "archives:need:view";
    public static final String CREATE_NEEDS = "archives:need:create";
    public static final String EDIT_NEEDS = "archives:need:edit";
    public static final String VIEW_RECOMMENDATIONS = "archives:recommendation:view";
    public static final String EDIT_RECOMMENDATIONS = "archives:recommendation:edit";
    public static final String VIEW_TERMS = "archives:term:view";
    public static final String CREATE_TERMS = "archives:term:create";
    public static final String EDIT_TERMS = "archives:term:edit";

    public static final String VIEW_QUALITY = "archives:quality:view";
    public static final String CONFIRM_VALUES = "archives:quality:confirm";
    public static final String VIEW_QUALITY_RULES = "archives:quality-rule:view";
    public static final String EDIT_QUALITY_RULES = "archives:quality-rule:edit";
    public static final String VIEW_QUALITY_REPORT = "archives:quality-report:view";

    public static final String VIEW_FOLLOW_UPS = "archives:follow-up:view";
    public static final String CREATE_FOLLOW_UPS = "archives:follow-up:create";
    public static final String EDIT_FOLLOW_UPS = "archives:follow-up:edit";

    public static final String VIEW_SIGNALS = "archives:signal:view";
    public static final String EDIT_SIGNALS = "archives:signal:edit";
    public static final String VIEW_SIGNAL_RULES = "archives:signal-rule:view";
    public static final String EDIT_SIGNAL_RULES = "archives:signal-rule:edit";

    /** The timeline and the summary belong to the customer; what they show depends on the right to each thing. */
    public static final String VIEW_CUSTOMERS = "core:customer:view";

    public static final Permission PURCHASE_VIEW = Permission.of(VIEW_PURCHASES);
    static final Permission PURCHASE_CREATE = Permission.of(CREATE_PURCHASES);
    static final Permission PURCHASE_EDIT = Permission.of(EDIT_PURCHASES);
    static final Permission PURCHASE_DELETE = Permission.of(DELETE_PURCHASES);
    static final Permission INTERACTION_VIEW = Permission.of(VIEW_INTERACTIONS);
    static final Permission INTERACTION_CREATE = Permission.of(CREATE_INTERACTIONS);
    static final Permission INTERACTION_EDIT = Permission.of(EDIT_INTERACTIONS);
    static final Permission ATTACHMENT_VIEW = Permission.of(VIEW_ATTACHMENTS);
    static final Permission ATTACHMENT_CREATE = Permission.of(CREATE_ATTACHMENTS);
    static final Permission ATTACHMENT_DELETE = Permission.of(DELETE_ATTACHMENTS);
    public static final Permission FOLLOW_UP_VIEW = Permission.of(VIEW_FOLLOW_UPS);
    static final Permission FOLLOW_UP_CREATE = Permission.of(CREATE_FOLLOW_UPS);
    static final Permission FOLLOW_UP_EDIT = Permission.of(EDIT_FOLLOW_UPS);

    static final Permission PREFERENCE_VIEW = Permission.of(VIEW_PREFERENCES);
    static final Permission PREFERENCE_CREATE = Permission.of(CREATE_PREFERENCES);
    static final Permission PREFERENCE_DELETE = Permission.of(DELETE_PREFERENCES);
    static final Permission PREFERENCE_KEY_VIEW = Permission.of(VIEW_PREFERENCE_KEYS);
    static final Permission PREFERENCE_KEY_EDIT = Permission.of(EDIT_PREFERENCE_KEYS);
    static final Permission NEED_VIEW = Permission.of(VIEW_NEEDS);
    static final Permission NEED_CREATE = Permission.of(CREATE_NEEDS);
    static final Permission NEED_EDIT = Permission.of(EDIT_NEEDS);
    public static final Permission RECOMMENDATION_VIEW = Permission.of(VIEW_RECOMMENDATIONS);
    public static final Permission RECOMMENDATION_EDIT = Permission.of(EDIT_RECOMMENDATIONS);
    static final Permission TERM_VIEW = Permission.of(VIEW_TERMS);
    static final Permission TERM_CREATE = Permission.of(CREATE_TERMS);
    static final Permission TERM_EDIT = Permission.of(EDIT_TERMS);
    static final Permission QUALITY_VIEW = Permission.of(VIEW_QUALITY);
    static final Permission QUALITY_CONFIRM = Permission.of(CONFIRM_VALUES);
    static final Permission QUALITY_RULE_VIEW = Permission.of(VIEW_QUALITY_RULES);
    static final Permission QUALITY_RULE_EDIT = Permission.of(EDIT_QUALITY_RULES);
    static final Permission QUALITY_REPORT_VIEW = Permission.of(VIEW_QUALITY_REPORT);

    static final Permission SIGNAL_VIEW = Permission.of(VIEW_SIGNALS);
    static final Permission SIGNAL_EDIT = Permission.of(EDIT_SIGNALS);
    static final Permission SIGNAL_RULE_VIEW = Permission.of(VIEW_SIGNAL_RULES);
    static final Permission SIGNAL_RULE_EDIT = Permission.of(EDIT_SIGNAL_RULES);

    private static final Map<String, Scope> READERS = Map.ofEntries(
            entry(Roles.OWNER, ALL),
            entry(Roles.CLERK, STORE),
            entry(Roles.SALES, OWN),
            entry(Roles.SALES_LEAD, TEAM),
            entry(Roles.SERVICE_AGENT, ALL),
            entry(Roles.SERVICE_LEAD, ALL),
            entry(Roles.STORE_MANAGER, STORE),
            entry(Roles.PRIVACY_OFFICER, ALL));

    private static final Map<String, Scope> WRITERS = Map.of(
            Roles.OWNER, ALL,
            Roles.CLERK, STORE,
            Roles.SALES, OWN,
            Roles.SALES_LEAD, TEAM,
            Roles.SERVICE_AGENT, ALL,
            Roles.SERVICE_LEAD, ALL,
            Roles.STORE_MANAGER, STORE);

    private static final Map<String, Scope> LEADS = Map.of(
            Roles.OWNER, ALL,
            Roles.SALES_LEAD, TEAM,
            Roles.SERVICE_LEAD, ALL,
            Roles.STORE_MANAGER, STORE);

    @Override
    public String module() {
        return "archives";
    }

    @Override
    public List<PermissionDeclaration> declarations() {
        return List.of(
                declare(VIEW_PURCHASES, and(READERS, Roles.MARKETING, ALL)),
                declare(CREATE_PURCHASES, WRITERS),
                declare(EDIT_PURCHASES, WRITERS),
                declare(DELETE_PURCHASES, LEADS),
                new PermissionDeclaration(
                        Permission.of(EXPORT_PURCHASES),
                        title(EXPORT_PURCHASES),
                        Map.of(Roles.OWNER, ALL, Roles.PRIVACY_OFFICER, ALL),
                        true),
                declare(VIEW_INTERACTIONS, READERS),
                declare(CREATE_INTERACTIONS, WRITERS),
                declare(EDIT_INTERACTIONS, WRITERS),
                declare(VIEW_ATTACHMENTS, READERS),
                declare(CREATE_ATTACHMENTS, WRITERS),
                declare(DELETE_ATTACHMENTS, WRITERS),
                declare(VIEW_PREFERENCES, and(READERS, Roles.MARKETING, ALL)),
                declare(CREATE_PREFERENCES, WRITERS),
                declare(DELETE_PREFERENCES, WRITERS),
                declare(VIEW_PREFERENCE_KEYS, everywhere(READERS.keySet(), Roles.MARKETING, Roles.ADMINISTRATOR)),
                declare(EDIT_PREFERENCE_KEYS, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL)),
                declare(VIEW_NEEDS, READERS),
                declare(CREATE_NEEDS, WRITERS),
                declare(EDIT_NEEDS, WRITERS),
                declare(VIEW_RECOMMENDATIONS, and(READERS, Roles.MARKETING, ALL)),
                declare(EDIT_RECOMMENDATIONS, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL, Roles.MARKETING, ALL)),
                declare(VIEW_TERMS, READERS),
                declare(CREATE_TERMS, LEADS),
                declare(EDIT_TERMS, LEADS),
                declare(VIEW_FOLLOW_UPS, READERS),
                declare(CREATE_FOLLOW_UPS, WRITERS),
                declare(EDIT_FOLLOW_UPS, WRITERS),
                declare(VIEW_QUALITY, READERS),
                declare(CONFIRM_VALUES, WRITERS),
                declare(VIEW_QUALITY_RULES, everywhere(READERS.keySet(), Roles.ADMINISTRATOR)),
                declare(EDIT_QUALITY_RULES, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL)),
                declare(
                        VIEW_QUALITY_REPORT,
                        Map.of(
                                Roles.OWNER, ALL,
                                Roles.ADMINISTRATOR, ALL,
                                Roles.ANALYST, ALL,
                                Roles.PRIVACY_OFFICER, ALL)),
                declare(VIEW_SIGNALS, READERS),
                declare(EDIT_SIGNALS, WRITERS),
                declare(VIEW_SIGNAL_RULES, everywhere(LEADS.keySet(), Roles.PRIVACY_OFFICER, Roles.ADMINISTRATOR)),
                declare(EDIT_SIGNAL_RULES, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL)),
                need(VIEW_CUSTOMERS),
                need("core:duplicate:view"),
                need("core:consent:view"),
                need("core:mail:send"));
    }

    @Override
    public List<FieldDeclaration> fields() {
        var amounts = levels(WRITERS.keySet(), FieldAccess.WRITE, Roles.PRIVACY_OFFICER, Roles.MARKETING);
        var said = levels(WRITERS.keySet(), FieldAccess.WRITE, Roles.PRIVACY_OFFICER);
        return List.of(
                field("archives:purchase", ArchivesFields.AMOUNT, amounts),
                field("archives:purchase", ArchivesFields.REVIEW, amounts),
                field("archives:interaction", ArchivesFields.TOPIC, said),
                field("archives:interaction", ArchivesFields.BODY, said),
                field("archives:interaction", ArchivesFields.OUTCOME, said),
                field(
                        "archives:preference",
                        ArchivesFields.VALUE,
                        levels(WRITERS.keySet(), FieldAccess.WRITE, Roles.PRIVACY_OFFICER, Roles.MARKETING)),
                field("archives:need", ArchivesFields.TEXT, said),
                field(
                        "archives:term",
                        ArchivesFields.TEXT,
                        levels(
                                LEADS.keySet(),
                                FieldAccess.WRITE,
                                Roles.CLERK,
                                Roles.SALES,
                                Roles.SERVICE_AGENT,
                                Roles.PRIVACY_OFFICER)),
                field("archives:signal", ArchivesFields.NOTE, said),
                field("archives:follow-up", ArchivesFields.SUBJECT, said),
                field("archives:follow-up", ArchivesFields.NOTE, said));
    }

    private static FieldDeclaration field(String object, String field, Map<String, FieldAccess> roles) {
        return new FieldDeclaration(object, field, Message.of(ArchivesPermissions.class, "field." + field), roles);
    }

    private static Map<String, FieldAccess> levels(Set<String> roles, FieldAccess access, String... readers) {
        var levels = new HashMap<String, FieldAccess>();
        roles.forEach(role -> levels.put(role, access));
        for (var reader : readers) {
            levels.put(reader, FieldAccess.READ);
        }
        return levels;
    }

    private static PermissionDeclaration declare(String permission, Map<String, Scope> roles) {
        return new PermissionDeclaration(Permission.of(permission), title(permission), roles, false);
    }

    /** A right of the core that the module itself works with; it gives it to nobody. */
    private static PermissionDeclaration need(String permission) {
        return new PermissionDeclaration(
                Permission.of(permission), Message.of(ArchivesPermissions.class, "needed"), Map.of(), false);
    }

    private static Message title(String permission) {
        return Message.of(
                ArchivesPermissions.class,
                "permission." + permission.substring("archives:".length()).replace(':', '-'));
    }

    private static Map<String, Scope> everywhere(Set<String> roles, String... others) {
        var scopes = new HashMap<String, Scope>();
        roles.forEach(role -> scopes.put(role, ALL));
        for (var other : others) {
            scopes.put(other, ALL);
        }
        return scopes;
    }

    private static Map<String, Scope> and(Map<String, Scope> roles, String role, Scope scope) {
        var more = new HashMap<>(roles);
        more.put(role, scope);
        return more;
    }
}
