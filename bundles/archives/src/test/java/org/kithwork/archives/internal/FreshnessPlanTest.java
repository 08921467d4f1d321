package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.archives.internal.FollowUpDraft.Completion;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.event.Event;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FreshnessPlanTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int PLACES = 5;

    private final Archives archives;
    private final UserId seller;

    FreshnessPlanTest(DatabaseKind kind) {
        archives = new Archives(kind);
        seller = new UserId(archives.ids.next());
    }

    @AfterEach
    void close() {
        archives.close();
    }

    /** A customer whose telephone number was entered so many days ago. */
    private CustomerId withPhone(@Nullable UserId owner, @Nullable StoreId store, int daysAgo) {
        var customer = archives.customers.add(owner, store);
        archives.states.valid(customer, "phone", archives.clock.instant().minus(Duration.ofDays(daysAgo)));
        archives.qualityIndex.renew(customer);
        return customer;
    }

    private CustomerId stale() {
        return withPhone(seller, null, 400);
    }

    private List<FollowUp> tasks(@Nullable String state) {
        return archives.followUps
                .list(new FollowUps.Filter(null, false, state, null, null, null), PageRequest.first(200))
                .items();
    }

    private List<FollowUp> open() {
        return tasks("PLANNED");
    }

    private void plan() {
        archives.freshnessPlan.run();
    }

    private void nextDay() {
        archives.clock.advance(Duration.ofDays(1));
        archives.followUpMisses.run();
    }

    private void changed(CustomerId customer) {
        archives.qualityHandler.handle(new Event(
                archives.ids.next(),
                "core.customer.changed",
                customer,
                customer.value(),
                archives.clock.instant(),
                java.util.Map.of()));
    }

    @Test
    @DisplayName(
            "ARC-10: a number that nobody confirmed for 365 days becomes a task of whoever answers for the customer")
    void becomesATask() {
        var fresh = withPhone(seller, null, 364);
        var stale = stale();
        plan();
        assertThat(open()).singleElement().satisfies(task -> {
            assertThat(task.customerId()).isEqualTo(stale).isNotEqualTo(fresh);
            assertThat(task.confirms()).isEqualTo("phone");
            assertThat(task.owner().id()).isEqualTo(seller.value());
            assertThat(task.kind()).isEqualTo(FollowUpKind.CALL);
        });
    }

    @Test
    @DisplayName("ARC-10: whoever has the task chooses between a call, a visit and a mail")
    void choices() {
        stale();
        plan();
        var task = open().get(0);
        for (var kind : List.of(FollowUpKind.VISIT, FollowUpKind.MAIL, FollowUpKind.CALL)) {
            task = archives.followUpBook.change(task.id(), task.version(), FakePatch.of("kind", kind.name()));
            assertThat(task.kind()).isEqualTo(kind);
            assertThat(task.confirms()).isEqualTo("phone");
        }
    }

    @Test
    @DisplayName(
            "ARC-10: nobody gets more than the number of a day, the oldest come first, and a second run adds nothing")
    void fewADay() {
        var customers = new ArrayList<CustomerId>();
        for (int i = 0; i < 8; i++) {
            customers.add(withPhone(seller, null, 500 - i));
        }
        plan();
        plan();
        assertThat(open())
                .extracting(FollowUp::customerId)
                .containsExactlyInAnyOrderElementsOf(customers.subList(0, PLACES));

        confirm(customers.get(0));
        confirm(customers.get(1));
        plan();
        assertThat(open()).hasSize(PLACES - 2);

        nextDay();
        plan();
        assertThat(open())
                .extracting(FollowUp::customerId)
                .containsExactlyInAnyOrder(customers.get(5), customers.get(6));
        assertThat(tasks("MISSED")).hasSize(3);
    }

    private void confirm(CustomerId customer) {
        archives.confirmations.confirm(new ConfirmationDraft(customer.value(), "phone"));
    }

    @Test
    @DisplayName("ARC-10: of runs at the same moment nobody gets more for a day than one run gives, and no field twice")
    void parallelRuns() throws Exception {
        var others = new ArrayList<UserId>(List.of(seller, new UserId(archives.ids.next())));
        for (int i = 0; i < 20; i++) {
            withPhone(others.get(i % 2), null, 400 + i);
        }
        int threads = 4;
        var barrier = new CyclicBarrier(threads);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<String> run = () -> {
                barrier.await();
                plan();
                return "done";
            };
            for (var result : pool.invokeAll(java.util.Collections.nCopies(threads, run))) {
                assertThat(result.get()).isEqualTo("done");
            }
        } finally {
            pool.shutdownNow();
        }
        var perPerson = open().stream()
                .collect(Collectors.groupingBy(task -> task.owner().id(), Collectors.counting()));
        assertThat(perPerson).hasSize(2);
        assertThat(perPerson.values()).allSatisfy(count -> assertThat(count).isBetween(1L, (long) PLACES));
        assertThat(open()).extracting(FollowUp::customerId).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("ARC-10: a confirmation does the task, and what becomes fresh elsewhere takes it back")
    void doneAndTakenBack() {
        var confirmed = stale();
        var changed = stale();
        plan();
        assertThat(open()).hasSize(2);

        confirm(confirmed);
        assertThat(tasks("DONE")).extracting(FollowUp::customerId).containsExactly(confirmed);

        archives.states.valid(changed, "phone", archives.clock.instant());
        changed(changed);
        assertThat(tasks("CANCELLED")).extracting(FollowUp::customerId).containsExactly(changed);
        nextDay();
        plan();
        assertThat(open()).isEmpty();
    }

    @Test
    @DisplayName("ARC-10: there is one open task for a field of a customer, also when its day was missed")
    void neverTwoForOneField() {
        stale();
        plan();
        nextDay();
        plan();
        nextDay();
        plan();
        assertThat(tasks(null)).hasSize(1);
        assertThat(tasks("MISSED")).hasSize(1);
    }

    @Test
    @DisplayName("ARC-10: what was done or given up without a confirmation is asked for again a month later")
    void rests() {
        stale();
        plan();
        archives.followUpBook.complete(open().get(0).id(), new Completion(null));
        nextDay();
        plan();
        assertThat(open()).isEmpty();

        archives.clock.advance(Duration.ofDays(31));
        plan();
        assertThat(open()).hasSize(1);
    }

    @Test
    @DisplayName("ARC-10: nobody is asked for the sake of the restricted, the dead, the erased and the merged")
    void notAsked() {
        var restricted = stale();
        var dead = stale();
        var erased = stale();
        var merged = stale();
        var diesLater = stale();
        archives.customers.restrict(restricted);
        archives.deceased.add(dead);
        archives.customers.erase(erased);
        archives.customers.merge(archives.customers.add(), merged);
        plan();
        assertThat(open()).extracting(FollowUp::customerId).containsExactly(diesLater);

        archives.deceased.add(diesLater);
        new QualityPolicyHandler(archives.qualityIndex)
                .handle(new Event(
                        archives.ids.next(),
                        "core.consent.policy-changed",
                        diesLater,
                        diesLater.value(),
                        archives.clock.instant(),
                        java.util.Map.of()));
        assertThat(open()).isEmpty();
        nextDay();
        plan();
        assertThat(open()).isEmpty();
    }

    @Test
    @DisplayName("ARC-10: customers of nobody come on the list of who leads their store, within the same number a day")
    void ofTheStore() {
        var store = archives.company.open("North");
        var led = archives.company.open("Led by nobody");
        archives.company.led(store, new ActorName(seller.value(), "Manager"));
        for (int i = 0; i < 4; i++) {
            stale();
            withPhone(null, store, 400);
        }
        withPhone(null, led, 400);
        withPhone(null, null, 400);
        plan();
        assertThat(open()).hasSize(PLACES);
        assertThat(open()).allSatisfy(task -> assertThat(task.owner().id()).isEqualTo(seller.value()));
    }

    @Test
    @DisplayName("ARC-10: a merge takes the tasks of the absorbed customer back, so that no field is asked for twice")
    void merge() {
        var survivor = stale();
        var absorbed = stale();
        plan();
        archives.customers.merge(survivor, absorbed);
        archives.database
                .transactions()
                .run(() -> archives.data.merge(new CustomerMerge(archives.ids.next(), survivor, absorbed)));
        assertThat(open())
                .singleElement()
                .satisfies(task -> assertThat(task.customerId()).isEqualTo(survivor));
    }

    @Test
    @DisplayName("ARC-10: a task that came by itself is no work that keeps an imported customer from being taken back")
    void nobodysWork() {
        var customer = stale();
        plan();
        assertThat(open()).hasSize(1);
        assertThat(archives.data.isUsed(customer)).isFalse();

        confirm(customer);
        assertThat(archives.data.isUsed(customer)).isTrue();
    }

    @Test
    @DisplayName("ARC-10: on a day off the tasks are for the next working day, which has no more of them for it")
    void dayOff() {
        var today = archives.clock.instant().atZone(SHANGHAI).toLocalDate();
        archives.workingDays.off(today.toString(), today.plusDays(1).toString());
        for (int i = 0; i < 12; i++) {
            stale();
        }
        plan();
        nextDay();
        plan();
        assertThat(open())
                .hasSize(PLACES)
                .allSatisfy(task -> assertThat(day(task)).isEqualTo(today.plusDays(2)));
    }

    private static LocalDate day(FollowUp task) {
        return task.planAt().atZone(SHANGHAI).toLocalDate();
    }

    @Test
    @DisplayName(
            "ARC-10: the night's run comes once a day, late where the night was missed, and none where none are wanted")
    void nightly() {
        stale();
        archives.clock.set(at(3, 1));
        archives.qualityUpkeep.run();
        assertThat(open()).isEmpty();
        archives.clock.set(at(3, 23));
        archives.qualityUpkeep.run();
        archives.qualityUpkeep.run();
        assertThat(open()).hasSize(1);

        archives.qualityRules.changeSettings(0, FakePatch.of("tasksPerDay", 0));
        stale();
        archives.clock.set(at(4, 9));
        archives.qualityUpkeep.run();
        assertThat(tasks(null)).hasSize(1);
    }

    /** An hour of a day in November 2026. */
    private static Instant at(int day, int hour) {
        return LocalDate.of(2026, 11, day).atTime(hour, 0).atZone(SHANGHAI).toInstant();
    }

    @Test
    @DisplayName("ARC-10: another policy holds for all customers, those that were looked at before included")
    void anotherPolicy() {
        withPhone(seller, null, 40);
        archives.clock.set(at(3, 9));
        archives.qualityUpkeep.run();
        archives.qualityRules.change("phone", 0, FakePatch.of("maxAgeDays", 30));
        archives.clock.set(at(4, 9));
        archives.qualityUpkeep.run();
        assertThat(open()).hasSize(1);
    }
}
