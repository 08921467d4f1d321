package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.ActorName;
import org.kithwork.doctor.spi.DoctorFinding;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.UserId;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class NeedRemindersTest {

    private static final int PLACES = 5;

    private final Archives archives;
    private final UserId seller;

    NeedRemindersTest(DatabaseKind kind) {
        archives = new Archives(kind);
        seller = new UserId(archives.ids.next());
    }

    @AfterEach
    void close() {
        archives.close();
    }

    private Need need(@Nullable UserId owner) {
        return archives.needs(archives.customers.add(owner, null), "a cot");
    }

    private void daysPass(int days) {
        archives.clock.advance(Duration.ofDays(days));
    }

    private void remind() {
        archives.needReminders.run();
    }

    private List<FollowUp> tasks(String state) {
        return archives.followUps
                .list(new FollowUps.Filter(null, false, state, null, null, null), PageRequest.first(200))
                .items();
    }

    private Reminder reminder(Need need) {
        return archives.needs.get(need.id()).reminder();
    }

    private DoctorFinding finding(String check) {
        return archives.waitingDoctor.findings().stream()
                .filter(found -> found.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("ARC-23: of a need that is open for ninety days whoever answers for the customer is reminded, once")
    void remindsOnce() {
        var need = need(seller);
        daysPass(89);
        remind();
        assertThat(tasks("PLANNED")).isEmpty();
        daysPass(2);
        need(seller);
        remind();
        remind();

        assertThat(tasks("PLANNED")).singleElement().satisfies(task -> {
            assertThat(task.customerId()).isEqualTo(need.customerId());
            assertThat(task.owner().id()).isEqualTo(seller.value());
            assertThat(task.confirms()).isEqualTo(FollowUp.NEED);
            assertThat(task.subject()).isNull();
        });
        assertThat(reminder(need).to().id()).isEqualTo(seller.value());
        assertThat(reminder(need).at()).isEqualTo(archives.clock.instant());
    }

    @Test
    @DisplayName("ARC-23: of a need that is still open after another ninety days one is reminded again")
    void remindsAgain() {
        var need = need(seller);
        daysPass(91);
        remind();
        var task = tasks("PLANNED").get(0);
        archives.followUpBook.complete(task.id(), new FollowUpDraft.Completion(null));
        daysPass(89);
        remind();
        assertThat(tasks("PLANNED")).isEmpty();
        daysPass(2);
        remind();
        assertThat(tasks("PLANNED")).hasSize(1);
        assertThat(reminder(need).at()).isEqualTo(archives.clock.instant());
    }

    @Test
    @DisplayName("ARC-23: a need that is met takes its reminder with it; opened again, it waits from then on")
    void metTakesItsReminder() {
        var need = need(seller);
        daysPass(91);
        remind();
        var now = archives.needs.get(need.id());
        var met = archives.needs.change(need.id(), now.version(), FakePatch.of("state", "MET"));

        assertThat(tasks("PLANNED")).isEmpty();
        assertThat(tasks("CANCELLED")).hasSize(1);
        remind();
        assertThat(tasks("PLANNED")).isEmpty();
        archives.needs.change(met.id(), met.version(), FakePatch.of("state", "OPEN"));
        daysPass(1);
        remind();
        assertThat(tasks("PLANNED")).hasSize(1);
    }

    @Test
    @DisplayName(
            "ARC-10, ARC-23: nobody gets more reminders and values to confirm than his places of a day, the oldest first")
    void sharesThePlaces() {
        var needs = IntStream.range(0, PLACES + 2)
                .mapToObj(i -> {
                    archives.clock.advance(Duration.ofMinutes(1));
                    return need(seller);
                })
                .toList();
        daysPass(91);
        remind();
        remind();

        assertThat(tasks("PLANNED")).hasSize(PLACES);
        assertThat(needs.subList(0, PLACES))
                .allSatisfy(need -> assertThat(reminder(need)).isNotNull());
        assertThat(reminder(needs.get(PLACES))).isNull();
        var stale = archives.customers.add(seller, null);
        archives.states.valid(stale, "phone", archives.clock.instant().minus(Duration.ofDays(400)));
        archives.qualityIndex.renew(stale);
        archives.freshnessPlan.run();
        assertThat(tasks("PLANNED")).hasSize(PLACES);
    }

    @Test
    @DisplayName(
            "ARC-23: a customer of nobody is the manager's of his store; without one the list and the doctor name it")
    void ofNobody() {
        var store = archives.company.open("Store");
        var led = archives.company.open("Led store");
        archives.company.led(led, new ActorName(seller.value(), "Manager"));
        var lost = archives.needs(archives.customers.add(null, store), "a cot");
        var managed = archives.needs(archives.customers.add(null, led), "a cot");
        assertThat(finding("needs").well()).isTrue();
        daysPass(91);
        remind();

        assertThat(reminder(managed).to().name()).isEqualTo("Manager");
        assertThat(reminder(lost).to()).isNull();
        assertThat(finding("needs").well()).isFalse();
        assertThat(finding("needs").detail()).startsWith("1 ");
        archives.customers.assign(lost.customerId(), seller, store);
        daysPass(1);
        remind();
        assertThat(reminder(lost).to().id()).isEqualTo(seller.value());
        assertThat(finding("needs").well()).isTrue();
    }

    @Test
    @DisplayName("ARC-24: a rule whose day of review has come is named by the doctor until it gets another day")
    void review() {
        assertThat(finding("quality review").well()).isTrue();
        var today = LocalDate.ofInstant(archives.clock.instant(), archives.company.zone());
        archives.qualityRules.change("phone", 0, FakePatch.of("reviewOn", today.toString()));

        assertThat(finding("quality review").well()).isFalse();
        assertThat(finding("quality review").detail()).contains("phone");
        archives.qualityRules.change(
                "phone", 1, FakePatch.of("reviewOn", today.plusDays(90).toString()));
        assertThat(finding("quality review").well()).isTrue();
    }
}
