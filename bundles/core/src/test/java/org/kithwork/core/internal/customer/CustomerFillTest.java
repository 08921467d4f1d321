package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.ContactPoint;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CustomerFillTest {

    private final CustomerFixture it;

    CustomerFillTest(DatabaseKind kind) {
        it = CustomerFixture.shared(kind);
    }

    private static String phone() {
        return "139" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    }

    private static CustomerDraft draft(
            String name, @Nullable String company, List<CustomerDraft.Contact> contacts, CustomerDraft.Key... keys) {
        return new CustomerDraft(
                null,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                company,
                null,
                null,
                contacts,
                List.of(keys),
                null,
                null,
                null,
                null,
                null,
                "test");
    }

    private static CustomerDraft.Contact contact(String type, String value) {
        return new CustomerDraft.Contact(type, value, null, null);
    }

    @Test
    @DisplayName("IMP-10: what is empty is filled, and what stands there stays")
    void filled() {
        var number = phone();
        var there = it.admin.create(draft("王填满", "老公司", List.of(contact("PHONE", number))));

        var after = it.admin.fill(
                there.id(), draft("王改名", "新公司", List.of(contact("PHONE", phone()), contact("EMAIL", "w@example.com"))));

        assertThat(after.displayName()).isEqualTo("王填满");
        assertThat(after.company()).isEqualTo("老公司");
        assertThat(after.contactPoints())
                .extracting(ContactPoint::value)
                .containsExactlyInAnyOrder(number, "w@example.com");
        assertThat(after.version()).isGreaterThan(there.version());
        assertThat(it.audit.entries().get(it.audit.entries().size() - 1).action())
                .isEqualTo("customer.changed");
    }

    @Test
    @DisplayName("IMP-10: the same once more changes nothing and tells nothing")
    void again() {
        var draft = draft("王再来", "公司", List.of(contact("PHONE", phone())));
        var there = it.admin.create(draft);
        var audited = it.audit.entries().size();

        var after = it.admin.fill(there.id(), draft);

        assertThat(after.version()).isEqualTo(there.version());
        assertThat(it.audit.entries()).hasSize(audited);
    }

    @Test
    void anIdentifierOfSomebodyElseAndInputAtFaultAreRefused() {
        var key = new CustomerDraft.Key("card", phone());
        it.admin.create(draft("王有卡", null, List.of(), key));
        var there = it.admin.create(draft("王没卡", null, List.of(contact("PHONE", phone()))));

        assertThatThrownBy(() -> it.admin.fill(there.id(), draft("王没卡", null, List.of(), key)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID));
        assertThatThrownBy(() -> it.admin.fill(there.id(), draft("王", null, List.of(contact("EMAIL", "nobody")))))
                .isInstanceOf(Problem.class);
        assertThat(it.directory.get(there.id()).identifiers()).isEmpty();
    }

    @Test
    void whoIsNotThereOrMayNotBeChangedIsRefused() {
        var there = it.admin.create(draft("王不许", null, List.of(contact("PHONE", phone()))));
        var draft = draft("王不许", "公司", List.of());
        var nobody = new Actor(Actor.Kind.USER, it.ids.next(), "Nobody");

        assertThatThrownBy(() -> it.admin.fill(new CustomerId(it.ids.next()), draft))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
        it.access.run(
                nobody,
                () -> assertThatThrownBy(() -> it.admin.fill(there.id(), draft)).isInstanceOf(Problem.class));
        assertThat(it.directory.get(there.id()).company()).isNull();
    }
}
