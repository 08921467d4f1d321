package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.core.internal.access.RoleAdmin;
import org.kithwork.core.internal.access.TestPatch;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Scope;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

/** Random roles, places and customers; what each user sees is worked out a second time, as the rule is written. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class EffectiveRightsTest {

    private static final String VIEW = "core:customer:view";
    private static final String EDIT = "core:customer:edit";
    private static final List<String> FIELDS = List.of("displayName", "contactPoints", "note", "tags");
    private static final int ROLES = 8;
    private static final int USERS = 14;
    private static final int CUSTOMERS = 45;

    private final OrganisationFixture fixture;
    private final AdminFixture admin;
    private final Random random = new Random(20261128);
    private final String tag = "eff" + UUID.randomUUID();
    private final String word = "prop" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

    private final List<String> stores = new ArrayList<>();
    private final Map<String, String> storeAbove = new HashMap<>();
    private final List<String> teams = new ArrayList<>();
    private final Map<String, String> teamAbove = new HashMap<>();
    private final List<Person> people = new ArrayList<>();
    private final List<Kept> customers = new ArrayList<>();

    private record Right(Map<String, Scope> scopes, Map<String, FieldAccess> fields, String id) {}

    private record Person(Actor actor, List<Right> roles, List<String> stores, String team) {}

    private record Kept(String id, String owner, String store, List<String> opened) {}

    EffectiveRightsTest(DatabaseKind kind) {
        fixture = OrganisationFixture.shared(kind);
        admin = fixture.admin;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Right role() {
        var scopes = new HashMap<String, Scope>();
        var fields = new HashMap<String, FieldAccess>();
        var grants = new ArrayList<RoleAdmin.Grant>();
        var limits = new ArrayList<RoleAdmin.Field>();
        for (var permission : List.of(VIEW, EDIT)) {
            if (random.nextInt(3) > 0) {
                var scope = any(List.of(Scope.OWN, Scope.OWN, Scope.TEAM, Scope.STORE, Scope.STORE, Scope.ALL));
                scopes.put(permission, scope);
                grants.add(new RoleAdmin.Grant(permission, scope.name()));
            }
        }
        for (var field : FIELDS) {
            if (random.nextBoolean()) {
                var level = any(List.of(FieldAccess.values()));
                fields.put(field, level);
                limits.add(new RoleAdmin.Field("core:customer", field, level.name()));
            }
        }
        var made = admin.as(
                admin.root,
                () -> admin.roles.create(new RoleAdmin.Draft("Random", grants, limits, null), Locale.ENGLISH));
        return new Right(scopes, fields, made.id());
    }

    private void populate() {
        for (int i = 0; i < 6; i++) {
            var above = stores.isEmpty() || random.nextInt(3) == 0 ? null : any(stores);
            stores.add(admin.store("S" + i, above));
            storeAbove.put(stores.get(i), above);
            var upper = teams.isEmpty() || random.nextInt(3) == 0 ? null : any(teams);
            teams.add(admin.team("T" + i, upper, null));
            teamAbove.put(teams.get(i), upper);
        }
        var roles = new ArrayList<Right>();
        for (int i = 0; i < ROLES; i++) {
            roles.add(role());
        }
        // Whoever is to own a customer has to see him at first.
        var versions = new HashMap<String, Long>();
        var all = admin.base.roles.idsByWord().get("owner");
        for (int i = 0; i < USERS; i++) {
            var mine = random.nextBoolean() ? List.of(any(roles)) : List.of(any(roles), any(roles));
            var places = random.nextBoolean() ? List.of(any(stores)) : List.of(any(stores), any(stores));
            var team = random.nextInt(4) == 0 ? null : any(teams);
            var draft = new UserAdmin.Draft("e." + UUID.randomUUID(), null, null, List.of(all), places, team);
            var made = admin.as(admin.root, () -> admin.users.create(draft, Locale.ENGLISH));
            versions.put(made.user().id(), made.user().version());
            people.add(new Person(new Actor(Actor.Kind.USER, made.user().id(), "e"), mine, places, team));
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            var owner = random.nextInt(4) == 0 ? null : any(people).actor().id();
            var store = random.nextInt(4) == 0 ? null : any(stores);
            var made = fixture.create(word + " " + i, owner, store, tag);
            var opened = random.nextInt(5) == 0
                    ? List.of(any(people).actor().id(), any(people).actor().id())
                    : List.<String>of();
            if (!opened.isEmpty()) {
                admin.asRoot(() -> fixture.restrictions.limit(
                        made.id(), made.version(), new CustomerRestrictions.Draft(opened, "random")));
            }
            customers.add(new Kept(made.id().value(), owner, store, opened));
        }
        for (var person : people) {
            var mine = person.roles().stream().map(Right::id).distinct().toList();
            var id = person.actor().id();
            admin.as(
                    admin.root,
                    () -> admin.users.change(
                            new UserId(id),
                            versions.get(id),
                            TestPatch.of("{'roles':['" + String.join("','", mine) + "']}"),
                            Locale.ENGLISH));
        }
    }

    private boolean covers(Person person, Scope scope, Kept customer) {
        if (!customer.opened().isEmpty()
                && !customer.opened().contains(person.actor().id())) {
            return false;
        }
        return switch (scope) {
            case OWN -> person.actor().id().equals(customer.owner());
            case TEAM ->
                person.actor().id().equals(customer.owner())
                        || people.stream()
                                .filter(other -> other.actor().id().equals(customer.owner()))
                                .anyMatch(other -> isBelow(other.team(), person.team(), teamAbove));
            case STORE -> person.stores().stream().anyMatch(mine -> isBelow(customer.store(), mine, storeAbove));
            case ALL -> true;
        };
    }

    private static boolean isBelow(String node, String top, Map<String, String> above) {
        for (var at = node; at != null; at = above.get(at)) {
            if (at.equals(top)) {
                return true;
            }
        }
        return false;
    }

    private boolean covers(Person person, Right role, String permission, Kept customer) {
        var scope = role.scopes().get(permission);
        return scope != null && covers(person, scope, customer);
    }

    private FieldAccess expected(Person person, Kept customer, String field) {
        var highest = FieldAccess.HIDE;
        for (var role : person.roles()) {
            var edits = covers(person, role, EDIT, customer);
            if (edits || covers(person, role, VIEW, customer)) {
                var most = edits ? FieldAccess.WRITE : FieldAccess.READ;
                var policy = role.fields().getOrDefault(field, FieldAccess.WRITE);
                var access = policy.compareTo(most) < 0 ? policy : most;
                highest = access.compareTo(highest) > 0 ? access : highest;
            }
        }
        return highest;
    }

    @Test
    @DisplayName(
            "CORE-04, CORE-05, IMP-19, edge 29, edge 30: list, get, count, search, names and files give the same set, each member by the "
                    + "highest of the grants that cover that record")
    void everySurfaceShowsWhatTheUnionOfTheCoveringGrantsShows() {
        populate();
        int seen = 0;
        int masked = 0;
        for (var person : people) {
            var visible = customers.stream()
                    .filter(customer -> person.roles().stream().anyMatch(role -> covers(person, role, VIEW, customer)))
                    .toList();
            var ids = visible.stream().map(Kept::id).sorted().toList();
            var sees = person.roles().stream().anyMatch(role -> role.scopes().containsKey(VIEW));
            if (!sees) {
                assertThat(ids).isEmpty();
                continue;
            }
            fixture.as(person.actor(), () -> {
                assertThat(fixture.tagged(tag)).isEqualTo(ids);
                var newest = new CustomerQuery(null, CustomerQuery.Sort.CREATED_DESC, null, null, tag);
                var file = fixture.lists.part(newest, CustomerPermissions.VIEW, null);
                assertThat(file.customers())
                        .extracting(customer -> customer.id().value())
                        .containsExactlyInAnyOrderElementsOf(ids);
                assertThat(file.customers())
                        .allSatisfy(customer -> assertThat(customer).isEqualTo(fixture.directory.get(customer.id())));
                var found = fixture.found(word);
                if (visible.stream().anyMatch(customer -> !readsName(person, customer))) {
                    assertThat(found).as("by the beginning of a masked name").isEmpty();
                } else if (person.roles().stream().allMatch(EffectiveRightsTest::showsNames)) {
                    assertThat(found).isEqualTo(ids);
                } else {
                    assertThat(found).isIn(List.of(), ids);
                }
                assertThat(fixture.directory.count(CustomerQuery.text(word)).count())
                        .isEqualTo(found.size());
                for (var customer : customers) {
                    assertThat(fixture.directory
                                    .find(new CustomerId(customer.id()))
                                    .isPresent())
                            .isEqualTo(ids.contains(customer.id()));
                }
                return null;
            });
            for (var customer : visible) {
                var shown = fixture.as(person.actor(), () -> fixture.directory.get(new CustomerId(customer.id())));
                for (var field : FIELDS) {
                    var access = expected(person, customer, field);
                    assertThat(shown.access().getOrDefault(field, FieldAccess.HIDE))
                            .as("%s of %s for %s", field, customer, person)
                            .isEqualTo(access);
                    masked += access == FieldAccess.MASK ? 1 : 0;
                }
                assertThat(shown.displayName() == null)
                        .isEqualTo(expected(person, customer, "displayName") == FieldAccess.HIDE);
                assertThat(shown.tags() == null)
                        .isEqualTo(!expected(person, customer, "tags").isAtLeast(FieldAccess.READ));
                mayWrite(person, customer, expected(person, customer, "note"));
            }
            seen += ids.size();
        }
        assertThat(seen).as("the sample says something").isBetween(60, USERS * CUSTOMERS - 60);
        assertThat(masked).isGreaterThan(20);
    }

    private boolean readsName(Person person, Kept customer) {
        return expected(person, customer, "displayName").isAtLeast(FieldAccess.READ);
    }

    private static boolean showsNames(Right role) {
        return role.fields().getOrDefault("displayName", FieldAccess.WRITE).isAtLeast(FieldAccess.READ);
    }

    private void mayWrite(Person person, Kept customer, FieldAccess note) {
        var row = fixture.store.find(customer.id()).orElseThrow();
        boolean written;
        try {
            fixture.as(
                    person.actor(),
                    () -> fixture.service.change(
                            new CustomerId(customer.id()),
                            row.version,
                            TestPatch.of("{'note':'" + random.nextInt() + "'}")));
            written = true;
        } catch (Problem problem) {
            written = false;
        }
        assertThat(written).isEqualTo(note == FieldAccess.WRITE);
    }
}
