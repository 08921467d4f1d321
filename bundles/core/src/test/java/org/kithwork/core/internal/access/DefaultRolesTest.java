package org.kithwork.core.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.FieldRules.Place;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Visibility;
import org.kithwork.test.DatabaseKind;

/** Every cell of the column of customers in the table of default roles, asked of a user who has the role. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class DefaultRolesTest {

    private static final List<String> ACTIONS =
            List.of("view", "create", "edit", "lookup", "merge", "unmask", "export", "erase", "delete", "aggregate");

    /** Role, then the scope of each action in that order, then whether contact data are masked. */
    private static final String TABLE = """
            owner           ALL   ALL   ALL   ALL   ALL   ALL ALL ALL ALL ALL   plain
            administrator   -     -     -     -     -     -   -   -   -   -     -
            clerk           STORE STORE -     STORE -     -   -   -   -   -     masked
            sales           OWN   OWN   OWN   OWN   -     -   -   -   -   -     plain
            sales-lead      TEAM  TEAM  TEAM  TEAM  TEAM  -   -   -   -   TEAM  plain
            service-agent   ALL   -     -     ALL   -     ALL -   -   -   -     masked
            service-lead    ALL   -     -     ALL   -     -   -   -   -   -     masked
            marketing       ALL   -     -     -     -     -   -   -   -   ALL   masked
            store-manager   STORE STORE STORE STORE STORE -   -   -   -   STORE plain
            trainer         -     -     -     -     -     -   -   -   -   -     -
            privacy-officer ALL   -     ALL   ALL   -     ALL ALL ALL -   -     plain
            analyst         -     -     -     -     -     -   -   -   -   ALL   -
            """;

    private final AdminFixture fixture;

    DefaultRolesTest(DatabaseKind kind) {
        fixture = AdminFixture.shared(kind);
    }

    private static Permission customer(String action) {
        return new Permission("core", "customer", action);
    }

    @Test
    @DisplayName("CORE-04: every cell of the table of default roles holds for customers, and what it has not is denied")
    void everyCellHolds() {
        var rows = TABLE.lines().map(line -> line.split(" +")).toList();
        assertThat(rows).extracting(row -> row[0]).containsExactlyInAnyOrderElementsOf(DefaultRoles.WORDS);
        for (var row : rows) {
            var store = fixture.store("Cell", null);
            var team = fixture.team("Cell", null, null);
            var mate = fixture.user("c." + UUID.randomUUID(), "sales", team);
            var user = fixture.user("c." + UUID.randomUUID(), row[0], team, store);
            for (int i = 0; i < ACTIONS.size(); i++) {
                assertThat(scope(user, mate, store, customer(ACTIONS.get(i))))
                        .as("%s %s", row[0], ACTIONS.get(i))
                        .isEqualTo(row[i + 1]);
            }
            assertThat(shown(user, store)).as("contact data for %s", row[0]).isEqualTo(row[row.length - 1]);
        }
    }

    @Test
    @DisplayName("ARC-24: who may change a member of customers is told by the names of roles, as their policies say")
    void editors() {
        fixture.asRoot(() -> fixture.base.access.permissions());
        var editors =
                new CustomerEditors(fixture.base.roles).of(List.of("name", "phone", "field:room"), Locale.ENGLISH);
        assertThat(editors.get("phone"))
                .contains("Owner", "Sales", "Store manager")
                .doesNotContain("Analyst", "Marketing");
        assertThat(editors.get("name")).contains("Owner");
        assertThat(editors.get("field:room")).doesNotContain("Sales");
    }

    private String scope(Actor user, Actor mate, String store, Permission permission) {
        if (!fixture.as(user, () -> fixture.base.access.permits(permission))) {
            return "-";
        }
        Visibility visibility = fixture.as(user, () -> fixture.base.access.visibility(permission));
        if (visibility.all()) {
            return "ALL";
        }
        if (!visibility.stores().isEmpty()) {
            assertThat(visibility.stores()).containsExactly(store);
            assertThat(visibility.owners()).isEmpty();
            return "STORE";
        }
        assertThat(visibility.owners()).contains(user.id());
        return visibility.owners().contains(mate.id()) ? "TEAM" : "OWN";
    }

    private String shown(Actor user, String store) {
        return fixture.as(user, () -> {
            var rules = fixture.base.access.rules(CorePermissions.CUSTOMER_VIEW, CorePermissions.CUSTOMER_EDIT);
            var access =
                    rules.accessTo("contactPoints", new Place(UUID.randomUUID().toString(), user.id(), store, false));
            return access == FieldAccess.HIDE ? "-" : access == FieldAccess.MASK ? "masked" : "plain";
        });
    }

    @Test
    void everyRightOfTheCoreIsGivenToTheRolesThatItsDeclarationNamesAndToNoOther() {
        var given = new TreeMap<String, TreeSet<String>>();
        var words = new HashMap<String, String>();
        fixture.base.roles.idsByWord().forEach((word, id) -> words.put(id, word));
        fixture.asRoot(() -> fixture.base.access.permissions());
        for (var role : words.entrySet()) {
            if (DefaultRoles.WORDS.contains(role.getValue())) {
                fixture.base.roles.grants().stream()
                        .filter(row -> row.roleId().equals(role.getKey()))
                        .filter(row -> row.permission().startsWith("core:"))
                        .forEach(row -> given.computeIfAbsent(row.permission(), p -> new TreeSet<>())
                                .add(role.getValue() + " " + row.scope()));
            }
        }
        var declared = new TreeMap<String, TreeSet<String>>();
        for (var declaration : new CorePermissions().declarations()) {
            for (Map.Entry<String, ?> role : declaration.roles().entrySet()) {
                declared.computeIfAbsent(declaration.permission().toString(), p -> new TreeSet<>())
                        .add(role.getKey() + " " + role.getValue());
            }
        }
        assertThat(given).isEqualTo(declared);
    }
}
