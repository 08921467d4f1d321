package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.FieldGate;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.core.internal.access.TestPatch;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.RecordFields;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.permission.Scope;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.spi.FieldDeclaration;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ModuleFieldsTest {

    private static final Permission VIEW = Permission.of("repair:order:view");
    private static final Permission EDIT = Permission.of("repair:order:edit");

    private final OrganisationFixture fixture;
    private final FieldGate gate;
    private final String shop;
    private final Actor clerk;
    private final Actor sales;

    ModuleFieldsTest(DatabaseKind kind) {
        fixture = OrganisationFixture.shared(kind);
        var base = fixture.admin.base;
        if (base.sources.stream().noneMatch(source -> source.module().equals("repair"))) {
            base.install(new RepairPermissions());
        }
        gate = new FieldGate(base.access, base.rightsStore);
        shop = fixture.admin.store("Repair", null);
        clerk = fixture.admin.user("r." + UUID.randomUUID(), Roles.CLERK, null, shop);
        sales = fixture.admin.user("r." + UUID.randomUUID(), Roles.SALES, null);
    }

    /** A module that comes: clerks and sales see orders, and only sales the price of one. */
    private static final class RepairPermissions implements PermissionSource {

        @Override
        public String module() {
            return "repair";
        }

        @Override
        public List<PermissionDeclaration> declarations() {
            return List.of(
                    new PermissionDeclaration(
                            VIEW,
                            Message.of(ModuleFieldsTest.class, "view"),
                            Map.of(Roles.OWNER, Scope.ALL, Roles.CLERK, Scope.STORE, Roles.SALES, Scope.OWN),
                            false),
                    new PermissionDeclaration(
                            EDIT,
                            Message.of(ModuleFieldsTest.class, "edit"),
                            Map.of(Roles.OWNER, Scope.ALL, Roles.CLERK, Scope.STORE, Roles.SALES, Scope.OWN),
                            false));
        }

        @Override
        public List<FieldDeclaration> fields() {
            return List.of(
                    field("repair:order", "price", Map.of(Roles.SALES, FieldAccess.WRITE)),
                    field(
                            "repair:order",
                            "fault",
                            Map.of(Roles.CLERK, FieldAccess.WRITE, Roles.SALES, FieldAccess.READ)),
                    field("archives:purchase", "amount", Map.of(Roles.CLERK, FieldAccess.WRITE)));
        }

        private static FieldDeclaration field(String object, String field, Map<String, FieldAccess> roles) {
            return new FieldDeclaration(object, field, Message.of(ModuleFieldsTest.class, field), roles);
        }
    }

    private RecordFields fields(Actor actor, CustomerId... customers) {
        return fixture.as(actor, () -> gate.of(VIEW, EDIT, List.of(customers)));
    }

    private static Place of(@Nullable CustomerId customer, @Nullable String owner, @Nullable String store) {
        return new Place(customer, owner == null ? null : new UserId(owner), store == null ? null : new StoreId(store));
    }

    @BeforeEach
    void theModuleIsNoticed() {
        fixture.as(clerk, () -> fixture.admin.base.access.permits(VIEW));
    }

    @Test
    @DisplayName("CORE-05: a member of a module's record is hidden from every role that the module does not name")
    void whatIsNotNamedIsHidden() {
        var inShop = of(null, null, shop);
        assertThat(fields(clerk).access("price", inShop)).isEqualTo(FieldAccess.HIDE);
        assertThat(fields(clerk).access("fault", inShop)).isEqualTo(FieldAccess.WRITE);
        assertThat(fields(clerk).access("added in the next version", inShop)).isEqualTo(FieldAccess.HIDE);
        assertThat(fields(clerk).everywhere("price")).isEqualTo(FieldAccess.HIDE);
        assertThat(fields(clerk).everywhere("fault")).isEqualTo(FieldAccess.READ);
        assertThat(fields(clerk).<String>shown("price", inShop, "199.00")).isNull();
    }

    @Test
    @DisplayName("CORE-05: the grant that covers the record, by its own columns or by its customer, decides")
    void theGrantThatCoversTheRecordDecides() {
        var his = fixture.create("Repair his", sales.id(), shop, null).id();
        var shops = fixture.create("Repair shop's", null, shop, null).id();
        assertThat(fields(sales, his, shops).access("price", of(his, null, null)))
                .isEqualTo(FieldAccess.WRITE);
        assertThat(fields(sales, his, shops).access("price", of(shops, null, null)))
                .isEqualTo(FieldAccess.HIDE);
        assertThat(fields(sales, his, shops).access("price", of(shops, sales.id(), null)))
                .isEqualTo(FieldAccess.WRITE);
        assertThat(fields(sales, his).access("fault", of(his, null, null))).isEqualTo(FieldAccess.READ);
        assertThat(fields(clerk, his).access("fault", of(his, null, null))).isEqualTo(FieldAccess.WRITE);
    }

    @Test
    @DisplayName(
            "CORE-05 edge 30: of two roles the one that reaches further on a record shows its member, and sorting asks the lesser")
    void ofTwoRolesTheFurtherDecides() {
        var both = fixture.admin.user("r." + UUID.randomUUID(), Roles.CLERK, null, shop);
        var ids = fixture.admin.base.roles.idsByWord();
        fixture.admin.asRoot(() -> fixture.admin.users.setRoles(
                fixture.id(both), List.of(ids.get(Roles.CLERK), ids.get(Roles.SALES)), Locale.ENGLISH));
        var his = fixture.create("Repair both", both.id(), shop, null).id();
        assertThat(fields(both, his).access("price", of(his, null, null))).isEqualTo(FieldAccess.WRITE);
        assertThat(fields(both).access("price", of(null, null, shop))).isEqualTo(FieldAccess.HIDE);
        assertThat(fields(both).everywhere("price")).isEqualTo(FieldAccess.HIDE);
    }

    @Test
    @DisplayName("CORE-05: what may not be written is refused with its place")
    void whatMayNotBeWrittenIsRefused() {
        var inShop = of(null, null, shop);
        assertThatThrownBy(() -> fields(clerk).requireWritable(List.of("fault", "price"), inShop))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN);
                    assertThat(problem.faults()).extracting("pointer").containsExactly("/price");
                    assertThat(problem.detail(Locale.SIMPLIFIED_CHINESE)).contains("角色");
                });
        fields(clerk).requireWritable(List.of("fault"), inShop);
    }

    @Test
    @DisplayName(
            "CORE-05: an administrator opens a member for a role, and what he closes stays closed when the module comes again")
    void administratorsOpenAndCloseMembers() {
        var inShop = of(null, null, shop);
        try {
            limit(Roles.CLERK, "price", FieldAccess.READ);
            assertThat(fields(clerk).access("price", inShop)).isEqualTo(FieldAccess.READ);
            limit(Roles.CLERK, "fault", null);
            assertThat(fields(clerk).access("fault", inShop)).isEqualTo(FieldAccess.HIDE);
            fixture.admin.base.install(new NothingPermissions());
            assertThat(fields(clerk).access("fault", inShop)).isEqualTo(FieldAccess.HIDE);
        } finally {
            limit(Roles.CLERK, "price", null);
            limit(Roles.CLERK, "fault", FieldAccess.WRITE);
        }
    }

    /** Another module, with which all are looked at again. */
    private static final class NothingPermissions implements PermissionSource {

        @Override
        public String module() {
            return "nothing";
        }

        @Override
        public List<PermissionDeclaration> declarations() {
            return List.of();
        }
    }

    private void limit(String role, String field, @Nullable FieldAccess access) {
        var id = fixture.admin.base.roles.idsByWord().get(role);
        fixture.admin.asRoot(() -> {
            var now = fixture.admin.roles.get(id, Locale.ENGLISH);
            var rules = new ArrayList<>(now.fields());
            rules.removeIf(rule -> "repair:order".equals(rule.object()) && field.equals(rule.field()));
            if (access != null) {
                rules.add(new RoleAdmin.Field("repair:order", field, access.name()));
            }
            fixture.admin.roles.change(
                    id,
                    now.version(),
                    TestPatch.of(fixture.admin.base.json.write(Map.of("fields", rules))),
                    Locale.ENGLISH);
        });
    }

    @Test
    @DisplayName("CORE-05: a module declares members of its own records alone")
    void nobodyDeclaresMembersOfOthers() {
        assertThat(fixture.admin.base.catalog.fields())
                .extracting(FieldDeclaration::object)
                .contains("repair:order")
                .doesNotContain("archives:purchase");
    }

    @Test
    @DisplayName("CORE-05: the explanation of a user names the members of modules' records and the role that decides")
    void theExplanationNamesThem() {
        var customer = fixture.create("Repair told", null, shop, null);
        var told = fixture.as(
                fixture.admin.root,
                () -> fixture.admin.explainer.explain(fixture.id(clerk), customer.id(), Locale.ENGLISH));
        assertThat(told.customer().records())
                .filteredOn(member -> member.object().equals("repair:order"))
                .extracting(member -> member.field() + " " + member.access() + " " + member.roleName())
                .containsExactly("fault WRITE Store clerk", "price HIDE null");
    }
}
