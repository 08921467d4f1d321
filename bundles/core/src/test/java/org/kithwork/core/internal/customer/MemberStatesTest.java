package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.company.CompanyDirectory;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.MemberState;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class MemberStatesTest {

    private final DatabaseKind kind;
    private final CustomerFixture it;

    MemberStatesTest(DatabaseKind kind) {
        this.kind = kind;
        it = CustomerFixture.shared(kind);
    }

    private static String phone() {
        return "139" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    }

    private Customer create(String name, String... phones) {
        var contacts = List.of(phones).stream()
                .map(phone -> new CustomerDraft.Contact("PHONE", phone, null, null))
                .toList();
        return it.admin.create(new CustomerDraft(
                null,
                name,
                null,
                null,
                null,
                null,
                null,
                "cook",
                null,
                null,
                null,
                contacts,
                null,
                null,
                null,
                null,
                null,
                null,
                "same as another"));
    }

    private Map<String, MemberState> states(Customer customer) {
        return it.memberStates.of(customer.id());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    @DisplayName("ARC-10: what was entered with the customer stands since then, and what is empty has no state")
    void entered() {
        var before = now();
        var customer = create("张三", phone());
        var states = states(customer);
        assertThat(states.keySet()).containsExactlyInAnyOrder("name", "phone", "occupation");
        assertThat(states.values())
                .allSatisfy(state -> assertThat(state.since()).isBetween(before, now()));
        assertThat(states.get("phone").contactPoint())
                .isEqualTo(customer.contactPoints().get(0).id());
    }

    @Test
    @DisplayName("ARC-10: a change gives the changed member alone another moment")
    void changed() {
        var customer = create("张三", phone());
        var before = states(customer);
        var turn = now();

        it.admin.changeContactPoint(
                customer.id(), customer.contactPoints().get(0).id(), FakePatch.of("value", phone()));

        var after = states(customer);
        assertThat(after.get("phone").since()).isAfterOrEqualTo(turn);
        assertThat(after.get("name")).isEqualTo(before.get("name"));
        assertThat(after.get("occupation")).isEqualTo(before.get("occupation"));
    }

    @Test
    @DisplayName(
            "ARC-10: that a number is shared or the primary one says nothing of its freshness; its verification does")
    void verified() {
        var customer = create("张三", phone());
        var point = customer.contactPoints().get(0).id();
        var before = states(customer).get("phone");

        it.admin.changeContactPoint(customer.id(), point, FakePatch.of("shared", true));
        assertThat(states(customer).get("phone")).isEqualTo(before);

        var turn = now();
        it.admin.changeContactPoint(customer.id(), point, FakePatch.of("state", "VERIFIED"));
        assertThat(states(customer).get("phone").since()).isAfterOrEqualTo(turn);
    }

    @Test
    @DisplayName("ARC-11: a number that is known to be wrong is not valid, and another one that is takes its place")
    void wrong() {
        var customer = create("张三", phone());
        var point = customer.contactPoints().get(0).id();
        it.admin.changeContactPoint(customer.id(), point, FakePatch.of("state", "INVALID"));
        assertThat(states(customer).get("phone").valid()).isFalse();

        it.admin.addContactPoint(customer.id(), new CustomerDraft.Contact("PHONE", phone(), null, null));

        var state = states(customer).get("phone");
        assertThat(state.valid()).isTrue();
        assertThat(state.contactPoint()).isNotEqualTo(point);
    }

    @Test
    @DisplayName("ARC-11: a number behind which anybody may be, and a name whose parts are a guess, are not valid")
    void standardised() {
        assertThat(states(create("张三", "138****5678")).get("phone").valid()).isFalse();
        assertThat(states(create("张三")).get("name").valid()).isTrue();
        assertThat(states(create("王先生")).get("name").valid()).isFalse();
    }

    @Test
    @DisplayName("ARC-11: what the actor may not see is not told, and nothing of a customer out of scope")
    void hidden() {
        var customer = create("张三", phone());
        it.policies.limit("contactPoints", FieldAccess.HIDE);
        try {
            assertThat(states(customer)).doesNotContainKey("phone").containsKey("name");
        } finally {
            it.policies.clear();
        }
        assertThatThrownBy(() -> it.memberStates.of(new CustomerId("00000000-0000-7000-8000-00000000ffff")))
                .isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("ARC-10: a store is led by its managers, or by those of the store above it")
    void managers() {
        var fixture = OrganisationFixture.shared(kind);
        var admin = fixture.admin;
        var above = admin.store("Above " + UUID.randomUUID(), null);
        var below = admin.store("Below " + UUID.randomUUID(), above);
        var database = admin.base.database;
        var directory = new CompanyDirectory(
                admin.base.company, admin.base.places, new NameStore(database.jpa(), () -> "core"));
        assertThat(directory.managers(new StoreId(below))).isEmpty();

        var manager = admin.user("m." + UUID.randomUUID(), Roles.STORE_MANAGER, null, above);
        admin.user("c." + UUID.randomUUID(), Roles.CLERK, null, below);
        assertThat(directory.managers(new StoreId(below))).extracting("id").containsExactly(manager.id());
    }
}
