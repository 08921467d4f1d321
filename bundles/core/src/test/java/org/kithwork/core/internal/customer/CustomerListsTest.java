package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.DefaultRoles;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

/** Lists that are read to their end, under the rights of the default roles. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CustomerListsTest {

    private final OrganisationFixture it;
    private final String tag = "file" + UUID.randomUUID();
    private int numbers = Math.abs(tag.hashCode() % 1_000_000) * 10;

    CustomerListsTest(DatabaseKind kind) {
        it = OrganisationFixture.shared(kind);
    }

    private Customer create(String owner, String store) {
        var phone = "137" + String.format("%08d", ++numbers);
        return it.as(
                it.admin.root,
                () -> it.service.create(new CustomerDraft(
                        null,
                        "名单" + numbers,
                        null,
                        null,
                        null,
                        1,
                        new CustomerDraft.Birth(1990, 5, 1, null),
                        "厨师",
                        "明日公司",
                        "锦江区",
                        "靠窗 " + numbers,
                        List.of(
                                new CustomerDraft.Contact("PHONE", phone, true, null),
                                new CustomerDraft.Contact("EMAIL", "a" + numbers + "@example.com", null, null),
                                new CustomerDraft.Contact("ADDRESS", "春熙路" + numbers + "号", null, null)),
                        List.of(new CustomerDraft.Key("pos", tag + numbers)),
                        List.of(tag),
                        owner,
                        store,
                        null,
                        null,
                        null)));
    }

    private CustomerQuery tagged() {
        return new CustomerQuery(null, CustomerQuery.Sort.CREATED_DESC, null, null, tag);
    }

    private List<Customer> read(Permission right) {
        var all = new ArrayList<Customer>();
        String after = null;
        do {
            var part = it.lists.part(tagged(), right, after);
            all.addAll(part.customers());
            after = part.next();
        } while (after != null);
        return all;
    }

    @Test
    @DisplayName("IMP-19: a file shows each default role the same customers with the same masks as the screen")
    void everyDefaultRoleGetsWhatItSees() {
        var here = it.admin.store("Here", null);
        var there = it.admin.store("There", null);
        var team = it.admin.team("Files", null, null);
        var masked = new TreeSet<String>();
        var inFull = new TreeSet<String>();
        for (var role : DefaultRoles.WORDS) {
            var user = it.admin.user("f" + role.replaceAll("[^a-z]", "") + numbers, role, team, here);
            var sees = it.as(user, () -> it.admin.base.access.permits(CustomerPermissions.VIEW));
            if (!sees) {
                assertThat(refused(user)).as(role).isEqualTo(ProblemKind.FORBIDDEN);
                continue;
            }
            create(user.id(), here);
            create(null, there);
            var onScreen = it.as(user, () -> it.tagged(tag));
            var inFile = it.as(user, () -> read(CustomerPermissions.VIEW));
            assertThat(inFile)
                    .as(role)
                    .extracting(customer -> customer.id().value())
                    .containsExactlyInAnyOrderElementsOf(onScreen);
            assertThat(inFile).isNotEmpty();
            for (var customer : inFile) {
                var shown = it.as(user, () -> it.directory.get(customer.id()));
                assertThat(customer).as("%s for %s", customer.id(), role).isEqualTo(shown);
                var phone = customer.contactPoints() == null
                        ? "*"
                        : customer.contactPoints().get(0).value();
                (phone.contains("*") ? masked : inFull).add(role);
            }
        }
        assertThat(masked).as("roles that see masks").isNotEmpty();
        assertThat(inFull).as("roles that see numbers").isNotEmpty();
    }

    private ProblemKind refused(Actor user) {
        try {
            it.as(user, () -> read(CustomerPermissions.VIEW));
            return ProblemKind.NOT_FOUND;
        } catch (Problem problem) {
            return problem.kind();
        }
    }

    @Test
    @DisplayName("IMP-19: whoever sees all but may take along those of his store gets those of his store")
    void aNarrowerRightNarrowsTheFile() {
        var here = it.admin.store("Narrow", null);
        var there = it.admin.store("Wide", null);
        var mine = create(null, here);
        var other = create(null, there);
        // A service agent sees all customers; a store manager as well has those of his store for editing.
        var user = it.admin.user("narrow" + numbers, "store-manager", null, here);
        var edit = it.as(user, () -> read(CustomerPermissions.EDIT));
        assertThat(edit).extracting(Customer::id).containsExactly(mine.id());
        var some = it.as(
                user, () -> it.lists.some(List.of(other.id().value(), mine.id().value()), CustomerPermissions.EDIT));
        assertThat(some).extracting(Customer::id).containsExactly(mine.id());
    }

    @Test
    @DisplayName("IMP-19: a list of several parts comes whole, each customer once")
    void aLongListComesWhole() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 401; i++) {
            ids.add(it.create("多" + i, null, null, tag).id().value());
        }
        var read = it.as(it.admin.root, () -> read(CustomerPermissions.VIEW));
        assertThat(read).extracting(customer -> customer.id().value()).containsExactlyInAnyOrderElementsOf(ids);
    }
}
