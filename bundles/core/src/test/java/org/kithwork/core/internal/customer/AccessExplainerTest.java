package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.AccessExplainer.Explanation;
import org.kithwork.core.internal.access.AccessExplainer.Member;
import org.kithwork.core.internal.access.AccessExplainer.Named;
import org.kithwork.core.internal.access.AccessExplainer.Reason;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AccessExplainerTest {

    private final OrganisationFixture fixture;
    private final AdminFixture admin;
    private final String shop;
    private final Actor clerk;

    AccessExplainerTest(DatabaseKind kind) {
        fixture = OrganisationFixture.shared(kind);
        admin = fixture.admin;
        shop = admin.store("Explained", null);
        clerk = admin.user("x." + UUID.randomUUID(), Roles.CLERK, null, shop);
        admin.asRoot(() -> admin.users.setRoles(
                fixture.id(clerk),
                List.of(
                        admin.base.roles.idsByWord().get(Roles.CLERK),
                        admin.base.roles.idsByWord().get(Roles.SALES)),
                Locale.ENGLISH));
    }

    private Explanation explain(Actor user, CustomerId customer, Locale locale) {
        return fixture.as(admin.root, () -> admin.explainer.explain(fixture.id(user), customer, locale));
    }

    private Reason reason(Actor user, CustomerId customer) {
        return explain(user, customer, Locale.ENGLISH).customer().reason();
    }

    @Test
    @DisplayName("Edge 30: of two roles the one that covers the record unmasks it, and the explanation names it")
    void theGrantThatDecidesIsNamed() {
        var his = fixture.create("His own", clerk.id(), shop, null);
        var shops = fixture.create("The shop's", null, shop, null);

        var ofHis = explain(clerk, his.id(), Locale.ENGLISH).customer();
        var ofShops = explain(clerk, shops.id(), Locale.SIMPLIFIED_CHINESE).customer();

        assertThat(ofHis.visible()).isTrue();
        assertThat(ofHis.grants()).extracting(grant -> grant.scope()).containsExactlyInAnyOrder("OWN", "STORE");
        assertThat(ofHis.members()).contains(new Member("contactPoints", FieldAccess.WRITE, "Sales"));
        assertThat(ofShops.grants()).extracting(grant -> grant.roleName()).containsExactly("店员");
        assertThat(ofShops.members()).contains(new Member("contactPoints", FieldAccess.MASK, "店员"));
        for (var customer : List.of(his, shops)) {
            var shown = fixture.as(clerk, () -> fixture.directory.get(customer.id()));
            var told = explain(clerk, customer.id(), Locale.ENGLISH).customer().members();
            shown.access()
                    .forEach((field, access) -> assertThat(told)
                            .filteredOn(member -> member.field().equals(field))
                            .extracting(Member::access)
                            .containsExactly(access));
        }
    }

    @Test
    void whatASeenCustomerIsNotSeenForIsToldByItsRule() {
        var elsewhere = fixture.create("Elsewhere", null, admin.store("Elsewhere", null), null);
        var famous = fixture.create("Famous", null, shop, null);
        admin.asRoot(() -> fixture.restrictions.limit(
                famous.id(), famous.version(), new CustomerRestrictions.Draft(List.of(admin.root.id()), "famous")));
        var administrator = admin.user("x." + UUID.randomUUID(), Roles.ADMINISTRATOR, null);

        assertThat(reason(clerk, elsewhere.id())).isEqualTo(Reason.OUT_OF_SCOPE);
        assertThat(reason(clerk, famous.id())).isEqualTo(Reason.RESTRICTED);
        assertThat(reason(admin.root, famous.id())).isEqualTo(Reason.GRANTED);
        assertThat(reason(administrator, elsewhere.id())).isEqualTo(Reason.NO_RIGHT);
        admin.asRoot(() -> admin.base.database.transactions().run(() -> fixture.aliases.keep(famous.id())));
        assertThat(reason(admin.root, famous.id())).isEqualTo(Reason.KEPT);
        fixture.block(clerk);
        assertThat(reason(clerk, famous.id())).isEqualTo(Reason.BLOCKED);
    }

    @Test
    void rightsStoresAndColleaguesAreListedWithTheRoleThatGivesThem() {
        var kiosk = admin.store("Kiosk", shop);

        var told = explain(clerk, null, Locale.ENGLISH);

        assertThat(told.customer()).isNull();
        assertThat(told.stores()).extracting(Named::id).containsExactlyInAnyOrder(shop, kiosk);
        assertThat(told.colleagues()).extracting(Named::id).containsExactly(clerk.id());
        assertThat(told.grants()).anySatisfy(grant -> {
            assertThat(grant.permission()).isEqualTo("core:customer:view");
            assertThat(grant.title()).isEqualTo("See customers");
            assertThat(grant.roleName()).isEqualTo("Store clerk");
        });
        assertThat(told.fields()).anySatisfy(limit -> assertThat(limit.field()).isEqualTo("contactPoints"));
    }

    @Test
    void onlyWhoSeesRolesAndTheUserIsTold() {
        var refused = catchThrowableOfType(
                Problem.class,
                () -> fixture.as(clerk, () -> admin.explainer.explain(fixture.id(clerk), null, Locale.ENGLISH)));
        assertThat(refused.kind()).isEqualTo(ProblemKind.FORBIDDEN);
        var unknown = new CustomerId(UUID.randomUUID().toString());
        assertThat(catchThrowableOfType(Problem.class, () -> explain(clerk, unknown, Locale.ENGLISH))
                        .kind())
                .isEqualTo(ProblemKind.NOT_FOUND);
    }
}
