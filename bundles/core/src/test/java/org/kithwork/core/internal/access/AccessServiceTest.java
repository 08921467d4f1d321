package org.kithwork.core.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AccessServiceTest {

    private static final Permission VIEW = CorePermissions.CUSTOMER_VIEW;
    private static final Permission EDIT = CorePermissions.CUSTOMER_EDIT;
    private static final Permission POINTS = Permission.of("loyalty:point:view");

    private final AdminFixture fixture;
    private final AccessService access;

    AccessServiceTest(DatabaseKind kind) {
        fixture = AdminFixture.shared(kind);
        access = fixture.base.access;
    }

    @Test
    void aThreadWithoutActorIsRefused() {
        assertThat(catchThrowableOfType(Problem.class, access::actor).kind()).isEqualTo(ProblemKind.UNAUTHENTICATED);
        assertThat(catchThrowableOfType(Problem.class, () -> access.require(VIEW))
                        .kind())
                .isEqualTo(ProblemKind.UNAUTHENTICATED);
    }

    @Test
    void actorsNestAndTheOuterOneReturnsEvenAfterAFailure() {
        var inner = Actor.module("loyalty");
        fixture.asRoot(() -> {
            assertThat(fixture.<Actor>as(inner, access::actor)).isEqualTo(inner);
            catchThrowableOfType(
                    IllegalStateException.class,
                    () -> fixture.base.current.run(inner, () -> {
                        throw new IllegalStateException();
                    }));
            assertThat(access.actor()).isEqualTo(fixture.root);
        });
    }

    @Test
    void theActorOfAShellSessionIsTheSubjectsPrincipal() {
        var subject = new javax.security.auth.Subject();
        subject.getPrincipals().add(new KithworkPrincipal(fixture.root));

        var seen =
                javax.security.auth.Subject.doAs(subject, (java.security.PrivilegedAction<Actor>) () -> access.actor());

        assertThat(seen).isEqualTo(fixture.root);
    }

    @Test
    void storeMeansMyStoresAndEverythingBelowThem() {
        var region = fixture.store("Region", null);
        var shop = fixture.store("Shop", region);
        var kiosk = fixture.store("Kiosk", shop);
        var other = fixture.store("Other", null);
        var clerk = fixture.user("store.clerk", Roles.CLERK, null, shop);

        var visible = fixture.<org.kithwork.permission.Visibility>as(clerk, () -> access.visibility(VIEW));

        assertThat(visible.all()).isFalse();
        assertThat(visible.stores()).containsExactlyInAnyOrder(shop, kiosk).doesNotContain(region, other);
        assertThat(visible.owners()).isEmpty();
    }

    @Test
    void teamMeansTheUsersOfMyTeamsAndTheTeamsBelow() {
        var top = fixture.team("Sales", null, null);
        var below = fixture.team("Sales north", top, null);
        var lead = fixture.user("team.lead", Roles.SALES_LEAD, top);
        var member = fixture.user("team.member", Roles.SALES, below);
        var stranger = fixture.user("team.stranger", Roles.SALES, null);

        var ofLead = fixture.<org.kithwork.permission.Visibility>as(lead, () -> access.visibility(VIEW));
        var ofMember = fixture.<org.kithwork.permission.Visibility>as(member, () -> access.visibility(VIEW));

        assertThat(ofLead.owners()).contains(lead.id(), member.id()).doesNotContain(stranger.id());
        assertThat(ofMember.owners()).containsExactly(member.id());
    }

    @Test
    void theScopesOfSeveralRolesUnite() {
        var shop = fixture.store("Union shop", null);
        var user = fixture.user("union.user", Roles.CLERK, null, shop);
        fixture.asRoot(() -> {
            var ids = fixture.base.roles.idsByWord();
            var found = fixture.users.get(new org.kithwork.permission.UserId(user.id()), Locale.ENGLISH);
            fixture.users.change(
                    new org.kithwork.permission.UserId(user.id()),
                    found.version(),
                    TestPatch.of("{'roles':['" + ids.get(Roles.CLERK) + "','" + ids.get(Roles.SALES) + "']}"),
                    Locale.ENGLISH);
        });

        var visible = fixture.<org.kithwork.permission.Visibility>as(user, () -> access.visibility(VIEW));
        var mayEdit = fixture.<org.kithwork.permission.Visibility>as(user, () -> access.visibility(EDIT));

        assertThat(visible.stores()).containsExactly(shop);
        assertThat(visible.owners()).containsExactly(user.id());
        assertThat(mayEdit.stores()).isEmpty();
        assertThat(mayEdit.owners()).containsExactly(user.id());
    }

    @Test
    void theSystemAdministratorHasNoneOfTheCustomerRights() {
        var administrator = fixture.user("admin.only", Roles.ADMINISTRATOR, null);

        var rights = fixture.as(administrator, access::permissions);

        assertThat(rights).contains(CorePermissions.USER_EDIT, CorePermissions.SHELL_VIEW);
        assertThat(rights).noneMatch(permission -> permission.object().equals("customer"));
        var refused =
                catchThrowableOfType(Problem.class, () -> fixture.as(administrator, () -> access.visibility(VIEW)));
        assertThat(refused.kind()).isEqualTo(ProblemKind.FORBIDDEN);
        assertThat(fixture.base.denied).contains(administrator.id() + " core:customer:view");
    }

    @Test
    void aNarrowerGrantNeverWeakensAWiderOneInTheFieldsEither() {
        var shop = fixture.store("Field shop", null);
        var agent = fixture.user("field.agent", Roles.SERVICE_AGENT, null, shop);
        var place = new FieldRules.Place("c", "somebody", shop, false);
        var mine = new FieldRules.Place("c", agent.id(), shop, false);

        var rules = fixture.as(agent, () -> access.rules(VIEW, EDIT));
        assertThat(rules.accessTo("contactPoints", place)).isEqualTo(FieldAccess.MASK);
        assertThat(rules.accessTo("occupation", place)).isEqualTo(FieldAccess.READ);
        assertThat(rules.accessTo("invented", place)).isEqualTo(FieldAccess.HIDE);
        assertThat(rules.everywhere("displayName")).isEqualTo(FieldAccess.MASK);

        fixture.base.database.transactions().run(() -> {
            var ids = fixture.base.roles.idsByWord();
            fixture.base.users.replaceRoles(agent.id(), Set.of(ids.get(Roles.SERVICE_AGENT), ids.get(Roles.SALES)));
            fixture.base.rights.forget();
        });
        var both = fixture.as(agent, () -> access.rules(VIEW, EDIT));
        assertThat(both.accessTo("contactPoints", mine)).isEqualTo(FieldAccess.WRITE);
        assertThat(both.accessTo("contactPoints", place)).isEqualTo(FieldAccess.MASK);
        assertThat(both.everywhere("displayName")).isEqualTo(FieldAccess.MASK);
        assertThat(fixture.as(fixture.root, () -> access.rules(VIEW, EDIT)).accessTo("invented", place))
                .isEqualTo(FieldAccess.WRITE);
    }

    @Test
    void aRestrictedCustomerIsOpenOnlyToThoseOnItsList() {
        var customer = fixture.base.ids.next();
        var chosen = fixture.user("chosen", Roles.OWNER, null);
        fixture.base.sql("INSERT INTO core_restriction (customer_id, user_id) VALUES ('" + customer + "', '"
                + chosen.id() + "')");

        var ofChosen = fixture.<org.kithwork.permission.Visibility>as(chosen, () -> access.visibility(VIEW));
        var ofRoot = fixture.<org.kithwork.permission.Visibility>as(fixture.root, () -> access.visibility(VIEW));

        assertThat(ofChosen.covers(customer, null, null, true)).isTrue();
        assertThat(ofRoot.covers(customer, null, null, true)).isFalse();
        assertThat(ofRoot.covers(customer, null, null, false)).isTrue();
    }

    @Test
    void aModuleHoldsExactlyWhatItNamesAndThePublicNothing() {
        fixture.base.install(loyalty(Map.of()));

        var rights = fixture.as(Actor.module("loyalty"), access::permissions);

        assertThat(rights).containsExactlyInAnyOrder(POINTS, VIEW);
        assertThat(fixture.as(Actor.module("loyalty"), () -> access.visibility(VIEW))
                        .all())
                .isTrue();
        assertThat(fixture.as(Actor.module("unknown"), access::permissions)).isEmpty();
        assertThat(fixture.as(Actor.PUBLIC, access::permissions)).isEmpty();
        assertThat(catchThrowableOfType(
                                Problem.class, () -> fixture.base.current.run(Actor.PUBLIC, () -> access.require(VIEW)))
                        .kind())
                .isEqualTo(ProblemKind.UNAUTHENTICATED);
    }

    @Test
    void aModulesDefaultsAreGivenOnceAndStayAwayWhenTaken() {
        var permission = Permission.of("funnel:lead:view");
        PermissionSource funnel =
                source("funnel", new PermissionDeclaration(permission, title(), Map.of(Roles.OWNER, Scope.ALL), false));
        fixture.base.install(funnel);
        assertThat(fixture.as(fixture.root, () -> access.permits(permission))).isTrue();

        fixture.base.sql("DELETE FROM core_grant WHERE permission = 'funnel:lead:view'");
        fixture.base.catalog.replace(List.of(new CorePermissions()));
        fixture.base.rights.forget();
        assertThat(fixture.as(fixture.root, () -> access.permits(permission))).isFalse();
        fixture.base.catalog.replace(List.copyOf(fixture.base.sources));
        assertThat(fixture.as(fixture.root, () -> access.permits(permission))).isFalse();
    }

    @Test
    void aModuleCannotHandOutRightsOfTheCore() {
        var clerk = fixture.user("no.gift", Roles.TRAINER, null);
        fixture.base.install(source(
                "greedy",
                new PermissionDeclaration(
                        Permission.of("core:customer:export"), title(), Map.of(Roles.TRAINER, Scope.ALL), false)));

        assertThat(fixture.as(clerk, () -> access.permits(Permission.of("core:customer:export"))))
                .isFalse();
    }

    private static PermissionSource loyalty(Map<String, Scope> roles) {
        return source(
                "loyalty",
                new PermissionDeclaration(POINTS, title(), roles, false),
                new PermissionDeclaration(VIEW, title(), Map.of(), false));
    }

    private static PermissionSource source(String module, PermissionDeclaration... declarations) {
        return new PermissionSource() {
            @Override
            public String module() {
                return module;
            }

            @Override
            public List<PermissionDeclaration> declarations() {
                return List.of(declarations);
            }
        };
    }

    private static Message title() {
        return Message.of(AccessServiceTest.class, "title");
    }
}
