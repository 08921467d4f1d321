package org.kithwork.core.internal.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.core.internal.viewing.Views.Seen;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ViewsTest {

    private static int numbers = 40_000;

    private final CustomerFixture it;
    private final Views views;
    private final Actor user = new Actor(Actor.Kind.USER, UUID.randomUUID().toString(), "梅");

    ViewsTest(DatabaseKind kind) {
        it = CustomerFixture.shared(kind);
        views = it.limits.views;
    }

    @BeforeEach
    void everybodyMay() {
        it.access.allowAll(user);
    }

    @AfterEach
    void asBefore() {
        it.policies.clear();
    }

    private CustomerId customer() {
        return it.admin
                .create(new CustomerDraft(
                        null,
                        "见 乙",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(new CustomerDraft.Contact("PHONE", "139001" + ++numbers, null, null)),
                        null,
                        List.of("seen" + numbers),
                        null,
                        null,
                        null,
                        null,
                        null))
                .id();
    }

    private void open(CustomerId customer) {
        it.access.as(user, () -> it.directory.get(customer));
    }

    private List<Audit.Entry> audited(CustomerId customer) {
        return it.audit.entries().stream()
                .filter(entry -> entry.action().equals("customer.viewed"))
                .filter(entry -> customer.value().equals(entry.objectId()))
                .toList();
    }

    private List<Seen> mine(CustomerId customer) {
        return views.seenBy(List.of(customer)).stream()
                .filter(seen -> seen.userId().equals(user.id()))
                .toList();
    }

    @Test
    @DisplayName("CORE-06: opening a customer whose contact data are shown in full is in the audit once an hour")
    void openingInClearIsAudited() {
        var customer = customer();
        open(customer);
        open(customer);
        assertThat(audited(customer)).hasSize(1);
        assertThat(mine(customer)).singleElement().satisfies(seen -> {
            assertThat(seen.opened()).isEqualTo(1);
            assertThat(seen.inClear()).isTrue();
        });
        it.limits.clock.advance(Duration.ofHours(1));
        open(customer);
        assertThat(audited(customer)).hasSize(2);
        assertThat(mine(customer))
                .singleElement()
                .satisfies(seen -> assertThat(seen.opened()).isEqualTo(2));
    }

    @Test
    @DisplayName("CORE-06: opening a masked customer is noted and not in the audit; unmasking him is, with its reason")
    void openingMaskedIsNoted() {
        var customer = customer();
        it.policies.limit("contactPoints", FieldAccess.MASK);
        open(customer);
        assertThat(audited(customer)).isEmpty();
        assertThat(mine(customer))
                .singleElement()
                .satisfies(seen -> assertThat(seen.inClear()).isFalse());
        it.access.as(user, () -> it.admin.unmask(customer, "客户来电核对"));
        assertThat(audited(customer)).isEmpty();
        assertThat(mine(customer))
                .singleElement()
                .satisfies(seen -> assertThat(seen.inClear()).isTrue());
        assertThat(it.audit.entries())
                .anyMatch(entry -> entry.action().equals("customer.unmasked")
                        && customer.value().equals(entry.objectId()));
    }

    @Test
    @DisplayName("CORE-06: a row of a list with contact data in full counts as seen, a masked row does not")
    void aRowInClearCountsAsSeen() {
        var customer = customer();
        var tag = "seen" + numbers;
        it.policies.limit("contactPoints", FieldAccess.MASK);
        list(tag);
        assertThat(mine(customer)).isEmpty();
        it.policies.clear();
        list(tag);
        list(tag);
        assertThat(mine(customer)).singleElement().satisfies(seen -> {
            assertThat(seen.opened()).isZero();
            assertThat(seen.inClear()).isTrue();
        });
        open(customer);
        assertThat(mine(customer))
                .singleElement()
                .satisfies(seen -> assertThat(seen.opened()).isEqualTo(1));
        assertThat(audited(customer)).hasSize(1);
    }

    private void list(String tag) {
        it.access.as(
                user,
                () -> it.directory.list(
                        new CustomerQuery(null, CustomerQuery.Sort.NAME, null, null, tag), PageRequest.first(10)));
    }

    @Test
    @DisplayName("CORE-06: the history of a customer, which holds earlier numbers, counts as opening him")
    void readingTheHistoryCountsAsOpening() {
        var customer = customer();
        it.access.as(user, () -> it.history.of(customer));
        assertThat(audited(customer)).hasSize(1);
    }

    @Test
    @DisplayName("CORE-06: many looks at once, on several nodes, are one entry and one customer of the budget")
    void parallelLooksAreOne() throws Exception {
        var customer = customer();
        var before = audited(customer).size();
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            var node = it.limits.anotherNode();
            all.add(() -> it.access.as(
                    user,
                    () -> it.database.transactions().call(() -> {
                        node.opened(customer.value(), true);
                        return true;
                    })));
        }
        var pool = Executors.newFixedThreadPool(8);
        try {
            for (var done : pool.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(audited(customer)).hasSize(before + 1);
        assertThat(mine(customer))
                .singleElement()
                .satisfies(seen -> assertThat(seen.opened()).isEqualTo(1));
    }

    @Test
    @DisplayName("CORE-06: what is undone was not seen, so the next look is noted")
    void whatIsRolledBackIsNotTakenForNoted() {
        var customer = customer();
        try {
            it.access.run(
                    user,
                    () -> it.database.transactions().run(() -> {
                        views.opened(customer.value(), true);
                        throw new IllegalStateException("on purpose");
                    }));
        } catch (IllegalStateException expected) {
            assertThat(mine(customer)).isEmpty();
        }
        open(customer);
        assertThat(audited(customer)).hasSize(1);
        assertThat(mine(customer)).hasSize(1);
    }

    @Test
    @DisplayName(
            "CORE-06: who saw somebody is forgotten after three years, what was used of a limit after three months")
    void looksAreForgottenAfterThreeYears() {
        var customer = customer();
        open(customer);
        var upkeep = new ViewUpkeep(
                it.limits.viewStore, it.limits.usage, it.database.transactions(), it.company, it.limits.clock);
        try {
            upkeep.clean();
            assertThat(mine(customer)).hasSize(1);
            it.limits.clock.advance(Duration.ofDays(3 * 365 + 2));
            upkeep.clean();
            assertThat(mine(customer)).isEmpty();
        } finally {
            upkeep.stop();
        }
    }

    @Test
    void derbyReadsWhoSawSomebodyByTheKey() {
        var derby = CustomerFixture.shared(DatabaseKind.DERBY);
        var plan = DerbyPlan.of(
                derby.database, () -> derby.limits.viewStore.of(customer().value()));
        assertThat(plan).contains("CORE_CUSTOMER_VIEW_PK").doesNotContain("Table Scan");
    }
}
