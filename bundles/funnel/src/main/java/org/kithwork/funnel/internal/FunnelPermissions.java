package org.kithwork.funnel.internal;

import static org.kithwork.permission.Scope.ALL;
import static org.kithwork.permission.Scope.OWN;
import static org.kithwork.permission.Scope.STORE;
import static org.kithwork.permission.Scope.TEAM;

import java.util.List;
import java.util.Map;
import org.kithwork.funnel.internal.opportunity.OpportunityFields;
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
public final class FunnelPermissions implements PermissionSource {

    /** The rights by name, for annotations. */
    public static final String VIEW_PIPELINES = "funnel:pipeline:view";

    public static final String CONFIGURE_PIPELINES = "funnel:pipeline:configure";
    public static final String VIEW_OPPORTUNITIES = "funnel:opportunity:view";
    public static final String CREATE_OPPORTUNITIES = "funnel:opportunity:create";
    public static final String EDIT_OPPORTUNITIES = "funnel:opportunity:edit";
    public static final String ASSIGN_OPPORTUNITIES = "funnel:opportunity:assign";
    public static final String ROLL_BACK_OPPORTUNITIES = "funnel:opportunity:roll-back";
    public static final String REOPEN_OPPORTUNITIES = "funnel:opportunity:reopen";
    public static final String CONFIGURE_SCORES = "funnel:score:configure";

    public static final String VIEW_TARGETS = "funnel:target:view";
    public static final String EDIT_TARGETS = "funnel:target:edit";

    public static final String VIEW_POOLS = "funnel:pool:view";
    public static final String CONFIGURE_POOLS = "funnel:pool:configure";
    public static final String CLAIM_FROM_POOLS = "funnel:pool:claim";

    public static final String VIEW_QUOTES = "funnel:quote:view";
    public static final String CREATE_QUOTES = "funnel:quote:create";
    public static final String EDIT_QUOTES = "funnel:quote:edit";
    public static final String APPROVE_QUOTES = "funnel:quote:approve";
    public static final String SEND_QUOTES = "funnel:quote:send";

    public static final Permission PIPELINE_VIEW = Permission.of(VIEW_PIPELINES);
    public static final Permission PIPELINE_CONFIGURE = Permission.of(CONFIGURE_PIPELINES);
    public static final Permission OPPORTUNITY_VIEW = Permission.of(VIEW_OPPORTUNITIES);
    public static final Permission OPPORTUNITY_CREATE = Permission.of(CREATE_OPPORTUNITIES);
    public static final Permission OPPORTUNITY_EDIT = Permission.of(EDIT_OPPORTUNITIES);

    /** To give an opportunity to somebody else. */
    public static final Permission OPPORTUNITY_ASSIGN = Permission.of(ASSIGN_OPPORTUNITIES);

    /** To take one back to an earlier stage. */
    public static final Permission OPPORTUNITY_ROLL_BACK = Permission.of(ROLL_BACK_OPPORTUNITIES);

    /** To open a decided one again. */
    public static final Permission OPPORTUNITY_REOPEN = Permission.of(REOPEN_OPPORTUNITIES);

    public static final Permission TARGET_VIEW = Permission.of(VIEW_TARGETS);
    public static final Permission TARGET_EDIT = Permission.of(EDIT_TARGETS);

    /** To say what points are given for. */
    public static final Permission SCORE_CONFIGURE = Permission.of(CONFIGURE_SCORES);

    public static final String VIEW_LEADS = "funnel:lead:view";
    public static final String CREATE_LEADS = "funnel:lead:create";
    public static final String EDIT_LEADS = "funnel:lead:edit";
    public static final String ASSIGN_LEADS = "funnel:lead:assign";
    public static final String CONVERT_LEADS = "funnel:lead:convert";
    public static final String REOPEN_LEADS = "funnel:lead:reopen";
    public static final String CONFIGURE_LEADS = "funnel:lead:configure";

    public static final Permission LEAD_VIEW = Permission.of(VIEW_LEADS);
    public static final Permission LEAD_CREATE = Permission.of(CREATE_LEADS);
    public static final Permission LEAD_EDIT = Permission.of(EDIT_LEADS);

    /** To give a lead to somebody else. */
    public static final Permission LEAD_ASSIGN = Permission.of(ASSIGN_LEADS);

    /** To make an opportunity of one, which takes the right to write opportunities down as well. */
    public static final Permission LEAD_CONVERT = Permission.of(CONVERT_LEADS);

    /** To work on a rejected one again. */
    public static final Permission LEAD_REOPEN = Permission.of(REOPEN_LEADS);

    /** To say by which rules leads are given to whom. */
    public static final Permission LEAD_CONFIGURE = Permission.of(CONFIGURE_LEADS);

    public static final Permission POOL_VIEW = Permission.of(VIEW_POOLS);
    public static final Permission POOL_CONFIGURE = Permission.of(CONFIGURE_POOLS);

    /** To take customers who belong to nobody; which ones, the right of the core to claim says. */
    public static final Permission POOL_CLAIM = Permission.of(CLAIM_FROM_POOLS);

    public static final Permission QUOTE_VIEW = Permission.of(VIEW_QUOTES);
    public static final Permission QUOTE_CREATE = Permission.of(CREATE_QUOTES);
    public static final Permission QUOTE_EDIT = Permission.of(EDIT_QUOTES);

    /** To agree to what somebody else has written. */
    public static final Permission QUOTE_APPROVE = Permission.of(APPROVE_QUOTES);

    /** To note that a quote went to the customer, and what he said to it. */
    public static final Permission QUOTE_SEND = Permission.of(SEND_QUOTES);

    private static final Map<String, Scope> SELLERS =
            Map.of(Roles.OWNER, ALL, Roles.SALES_LEAD, TEAM, Roles.STORE_MANAGER, STORE, Roles.SALES, OWN);

    private static final Map<String, Scope> LEADS =
            Map.of(Roles.OWNER, ALL, Roles.SALES_LEAD, TEAM, Roles.STORE_MANAGER, STORE);

    @Override
    public String module() {
        return "funnel";
    }

    @Override
    public List<PermissionDeclaration> declarations() {
        return List.of(
                declare(
                        VIEW_PIPELINES,
                        Map.of(
                                Roles.OWNER, ALL,
                                Roles.ADMINISTRATOR, ALL,
                                Roles.SALES_LEAD, ALL,
                                Roles.STORE_MANAGER, ALL,
                                Roles.SALES, ALL,
                                Roles.ANALYST, ALL)),
                declare(CONFIGURE_PIPELINES, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL)),
                declare(VIEW_OPPORTUNITIES, SELLERS),
                declare(CREATE_OPPORTUNITIES, SELLERS),
                declare(EDIT_OPPORTUNITIES, SELLERS),
                declare(ASSIGN_OPPORTUNITIES, LEADS),
                declare(ROLL_BACK_OPPORTUNITIES, SELLERS),
                declare(REOPEN_OPPORTUNITIES, Map.of(Roles.OWNER, ALL, Roles.SALES_LEAD, TEAM)),
                declare(VIEW_TARGETS, SELLERS),
                declare(EDIT_TARGETS, LEADS),
                declare(CONFIGURE_SCORES, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL)),
                declare(VIEW_LEADS, SELLERS),
                declare(CREATE_LEADS, SELLERS),
                declare(EDIT_LEADS, SELLERS),
                declare(ASSIGN_LEADS, LEADS),
                declare(CONVERT_LEADS, SELLERS),
                declare(REOPEN_LEADS, Map.of(Roles.OWNER, ALL, Roles.SALES_LEAD, TEAM)),
                declare(CONFIGURE_LEADS, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL)),
                declare(
                        VIEW_POOLS,
                        Map.of(
                                Roles.OWNER, ALL,
                                Roles.ADMINISTRATOR, ALL,
                                Roles.SALES_LEAD, ALL,
                                Roles.STORE_MANAGER, ALL,
                                Roles.SALES, ALL)),
                declare(CONFIGURE_POOLS, Map.of(Roles.OWNER, ALL, Roles.ADMINISTRATOR, ALL)),
                declare(
                        CLAIM_FROM_POOLS,
                        Map.of(
                                Roles.OWNER, ALL,
                                Roles.SALES_LEAD, STORE,
                                Roles.STORE_MANAGER, STORE,
                                Roles.SALES, STORE)),
                declare(VIEW_QUOTES, SELLERS),
                declare(CREATE_QUOTES, SELLERS),
                declare(EDIT_QUOTES, SELLERS),
                declare(APPROVE_QUOTES, LEADS),
                declare(SEND_QUOTES, SELLERS),
                need("core:customer:view"),
                need("core:assignment:create"),
                need("core:consent:view"));
    }

    @Override
    public List<FieldDeclaration> fields() {
        return List.of(new FieldDeclaration(
                "funnel:opportunity",
                OpportunityFields.AMOUNT,
                Message.of(FunnelPermissions.class, "field.amount"),
                Map.of(
                        Roles.OWNER, FieldAccess.WRITE,
                        Roles.SALES_LEAD, FieldAccess.WRITE,
                        Roles.STORE_MANAGER, FieldAccess.WRITE,
                        Roles.SALES, FieldAccess.WRITE,
                        Roles.ANALYST, FieldAccess.READ)));
    }

    private static PermissionDeclaration declare(String permission, Map<String, Scope> roles) {
        return new PermissionDeclaration(Permission.of(permission), title(permission), roles, false);
    }

    /** What the module does by itself with customers: look whose they are, and give them back to a pool. */
    private static PermissionDeclaration need(String permission) {
        return new PermissionDeclaration(
                Permission.of(permission), Message.of(FunnelPermissions.class, "needed"), Map.of(), false);
    }

    private static Message title(String permission) {
        return Message.of(
                FunnelPermissions.class,
                "permission." + permission.substring("funnel:".length()).replace(':', '-'));
    }
}
