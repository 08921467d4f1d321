package org.kithwork.core.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerAliases;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeExport;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AutomationTest {

    private static final AtomicInteger PHONES = new AtomicInteger();

    private final ConsentFixture its;

    AutomationTest(DatabaseKind kind) {
        its = ConsentFixture.of(CustomerFixture.shared(kind));
    }

    private CustomerId somebody(CustomerDraft.Birth birth) {
        return its.customer("自动者", birth, "1372%07d".formatted(PHONES.incrementAndGet()))
                .id();
    }

    private void assertRefused(CustomerId customer, String code) {
        var found = its.automation.of(customer);
        assertThat(found.allowed()).isFalse();
        assertThat(found.reason().code()).isEqualTo(code);
    }

    private long changes() {
        return its.it.journal.types().stream()
                .filter("core.consent.automation-changed"::equals)
                .count();
    }

    @Test
    @DisplayName("S-27: a machine may decide until the person objects, and again once he takes it back")
    void objecting() {
        var customer = somebody(null);
        assertThat(its.automation.of(customer).allowed()).isTrue();
        var before = changes();

        its.say(customer, "PROFILING", "ANY", "REFUSE", "SELF");
        assertRefused(customer, "automation-objected");
        assertThat(its.automation.of(customer).objection().evidence()).isNotNull();
        its.say(customer, "PROFILING", "ANY", "WITHDRAW", "SELF");
        assertThat(changes() - before).as("said twice, changed once").isEqualTo(1);
        assertThatThrownBy(() -> its.say(customer, "PROFILING", "ANY", "GRANT", "STAFF"))
                .isInstanceOf(Problem.class);
        assertRefused(customer, "automation-objected");

        its.say(customer, "PROFILING", "ANY", "GRANT", "SELF");
        assertThat(its.automation.of(customer).allowed()).isTrue();
        assertThat(its.automation.of(customer).objection()).isNull();
        assertThat(changes() - before).isEqualTo(2);
    }

    @Test
    @DisplayName("S-27: refusing messages, or profiling for one channel, is no objection")
    void otherRefusals() {
        var customer = somebody(null);
        var before = changes();
        its.say(customer, "MARKETING", "ANY", "REFUSE", "SELF");
        its.say(customer, "PROFILING", "SMS", "REFUSE", "SELF");

        assertThat(its.automation.of(customer).allowed()).isTrue();
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    @DisplayName("S-27: an objection of either side of a merge holds for the survivor, and parts with the undo")
    void merging() {
        var survivor = somebody(null);
        var absorbed = somebody(null);
        its.say(survivor, "PROFILING", "ANY", "GRANT", "STAFF");
        its.say(absorbed, "PROFILING", "ANY", "REFUSE", "SELF");
        var aliases = new CustomerAliases(its.it.store, its.it.writer, its.it.rights);

        its.it.database.transactions().run(() -> aliases.setAlias(absorbed, survivor));
        assertRefused(survivor, "automation-objected");
        assertRefused(absorbed, "automation-objected");

        its.it.database.transactions().run(() -> aliases.clearAlias(absorbed, CustomerStatus.ACTIVE));
        assertThat(its.automation.of(survivor).allowed()).isTrue();
        assertRefused(absorbed, "automation-objected");
    }

    @Test
    @DisplayName("S-27: no machine decides on a child without its guardian, nor on who died")
    void others() {
        var child = somebody(new CustomerDraft.Birth(2018, 5, 1, null));
        assertRefused(child, "guardian-needed");
        its.say(child, "PROFILING", "ANY", "GRANT", "GUARDIAN");
        assertThat(its.automation.of(child).allowed()).isTrue();
        var dead = somebody(null);
        its.policy(dead, "deceased", true);
        assertRefused(dead, "customer-deceased");
        its.policy(dead, "deceased", false);
        assertThat(its.automation.of(dead).allowed()).isTrue();
    }

    @Test
    @DisplayName("S-27: the objection is in the copy of the person, and goes with him")
    void copyAndErasure() {
        var customer = somebody(null);
        its.say(customer, "PROFILING", "ANY", "REFUSE", "SELF");
        var copy = new FakeExport(its.it.json);
        its.data.export(customer, copy);
        assertThat(copy.records().get("consents")).singleElement().asString().contains("PROFILING", "REFUSE");

        its.it.database.transactions().run(() -> its.data.erase(customer.value()));

        assertThat(its.store.events(java.util.List.of(customer.value()))).isEmpty();
    }

    @Test
    @DisplayName("S-27: who may not see the consents of a customer does not learn whether he objects")
    void rights() {
        var customer = somebody(null);
        its.it.access.run(
                new Actor(Actor.Kind.USER, "nobody", "Nobody"),
                () -> assertThatThrownBy(() -> its.automation.of(customer)).isInstanceOf(Problem.class));
        assertThatThrownBy(() -> its.automation.of(new CustomerId("00000000-0000-7000-8000-00000000dead")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("not-found"));
    }
}
