package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.archives.internal.FollowUpDraft.Cancellation;
import org.kithwork.archives.internal.FollowUpDraft.Completion;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.doctor.spi.DoctorFinding;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FollowUpEscalationsTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int AT_ONCE = 4;

    private final Archives archives;
    private final Actor seller;
    private final Actor lead;
    private final Actor manager;
    private final StoreId store;
    private CustomerId customer = new CustomerId("00000000-0000-7000-8000-000000000001");
    private LocalDate friday = LocalDate.EPOCH;

    FollowUpEscalationsTest(DatabaseKind kind) {
        archives = new Archives(kind);
        store = archives.company.open("外滩店");
        seller = user("销售");
        lead = user("组长");
        manager = user("店长");
    }

    private Actor user(String name) {
        return archives.user(archives.ids.next(), name, Archives.stores(store));
    }

    @BeforeEach
    void open() {
        customer = archives.customers.add(new UserId(seller.id()), store);
        friday = archives.clock
                .instant()
                .atZone(SHANGHAI)
                .toLocalDate()
                .with(TemporalAdjusters.next(java.time.DayOfWeek.FRIDAY));
    }

    @AfterEach
    void close() {
        archives.close();
    }

    private static ActorName named(Actor actor) {
        return new ActorName(actor.id(), actor.name());
    }

    private void ledByTeam(Actor... leads) {
        archives.company.above(
                new UserId(seller.id()),
                java.util.Arrays.stream(leads)
                        .map(FollowUpEscalationsTest::named)
                        .toArray(ActorName[]::new));
    }

    private FollowUp planned() {
        return archives.access.as(
                seller,
                () -> archives.followUpBook.plan(new FollowUpDraft(
                        customer.value(),
                        at(friday, LocalTime.of(10, 0)).toString(),
                        "VISIT",
                        "回访",
                        null,
                        null,
                        null,
                        null)));
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(SHANGHAI).toInstant();
    }

    private void passTo(LocalDate day, LocalTime time) {
        archives.clock.advance(Duration.between(archives.clock.instant(), at(day, time)));
        archives.followUpMisses.run();
        archives.followUpEscalations.run();
    }

    /** When the second working day after the Friday is over. */
    private void passTheDeadline() {
        passTo(friday.plusDays(5), LocalTime.MIDNIGHT);
    }

    private List<FollowUp> listed(Actor by, @Nullable String escalated) {
        var filter = new FollowUps.Filter(null, false, null, escalated, null, null);
        return archives.access
                .as(by, () -> archives.followUps.list(filter, PageRequest.first(50)))
                .items();
    }

    private FollowUp now(FollowUp followUp) {
        return archives.followUps.get(followUp.id());
    }

    private void changeByOwner(Runnable change) {
        archives.access.run(seller, change);
    }

    private long told() {
        return archives.journal.events().stream()
                .filter(event -> event.type().equals("archives.follow-up.escalated"))
                .count();
    }

    @Test
    @DisplayName(
            "ARC-12: two working days after its day a missed follow-up is the matter of who leads the team, not sooner")
    void afterTwoWorkingDays() {
        ledByTeam(lead);
        var followUp = planned();

        passTo(friday.plusDays(4), LocalTime.of(23, 59, 59));
        assertThat(now(followUp).state()).isEqualTo(FollowUpState.MISSED);
        assertThat(now(followUp).escalation()).isNull();

        passTheDeadline();
        assertThat(now(followUp).escalation()).isEqualTo(new Escalation(archives.clock.instant(), named(lead)));
        assertThat(listed(lead, "ME")).extracting(FollowUp::id).containsExactly(followUp.id());
        assertThat(listed(manager, "ME")).isEmpty();
        assertThat(listed(seller, "ME")).isEmpty();
        assertThat(listed(lead, "NOBODY")).isEmpty();
    }

    @Test
    @DisplayName("ARC-12: holidays and make-up days move the deadline")
    void holidays() {
        ledByTeam(lead);
        archives.workingDays
                .off(friday.plusDays(3).toString())
                .working(friday.plusDays(2).toString());
        archives.workingDays.off(friday.plusDays(4).toString());
        var followUp = planned();
        passTo(friday.plusDays(5), LocalTime.of(23, 59, 59));
        assertThat(now(followUp).escalation()).isNull();
        passTo(friday.plusDays(6), LocalTime.MIDNIGHT);
        assertThat(now(followUp).escalation()).isNotNull();
    }

    @Test
    @DisplayName("ARC-12: without a leader it is the matter of who leads the store; whoever owns it is passed over")
    void whoItIs() {
        archives.company.led(store, named(manager));
        var followUp = planned();
        passTheDeadline();
        assertThat(now(followUp).escalation().to()).isEqualTo(named(manager));
    }

    @Test
    @DisplayName("ARC-12: where the owner himself leads it is nobody's, and a list and the doctor say so")
    void ownerIsManager() {
        ledByTeam(seller);
        archives.company.led(store, named(seller));
        var followUp = planned();
        passTheDeadline();
        assertThat(now(followUp).escalation().to()).isNull();
        assertThat(listed(manager, "NOBODY")).extracting(FollowUp::id).containsExactly(followUp.id());
        assertThat(listed(seller, "ME")).isEmpty();
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.well()).isFalse();
            assertThat(finding.detail()).startsWith("1 ");
        });
        changeByOwner(() -> archives.followUpBook.complete(followUp.id(), new Completion(null)));
        assertThat(findings()).singleElement().matches(DoctorFinding::well);
    }

    private List<DoctorFinding> findings() {
        return new EscalationDoctor(archives.followUpStore).findings();
    }

    @Test
    @DisplayName("ARC-12: it becomes so once, whoever looks and how often, with one event and one line of the audit")
    void once() throws Exception {
        ledByTeam(lead);
        planned();
        passTheDeadline();
        var pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Callable<String> again = () -> {
                archives.followUpEscalations.run();
                return "";
            };
            for (var one : pool.invokeAll(java.util.Collections.nCopies(AT_ONCE, again))) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        passTo(friday.plusDays(20), LocalTime.NOON);
        assertThat(told()).isEqualTo(1);
        assertThat(archives.audit.entries().stream()
                        .filter(entry -> entry.action().equals("follow-up.escalated")))
                .hasSize(1);
    }

    @Test
    @DisplayName("ARC-12: it is over when the follow-up is done, given up or planned anew; missed again it comes again")
    void itEnds() {
        ledByTeam(lead);
        var done = planned();
        var given = planned();
        var anew = planned();
        passTheDeadline();
        assertThat(listed(lead, "ME")).hasSize(3);
        changeByOwner(() -> {
            archives.followUpBook.complete(done.id(), new Completion(null));
            archives.followUpBook.cancel(given.id(), new Cancellation(null, null));
            var later = at(friday.plusDays(7), LocalTime.NOON).toString();
            archives.followUpBook.change(anew.id(), now(anew).version(), FakePatch.of("planAt", later));
        });
        assertThat(listed(lead, "ME")).isEmpty();
        assertThat(List.of(now(done), now(given), now(anew)))
                .extracting(FollowUp::escalation)
                .containsOnlyNulls();

        passTo(friday.plusDays(12), LocalTime.MIDNIGHT);
        assertThat(listed(lead, "ME")).extracting(FollowUp::id).containsExactly(anew.id());
    }

    @Test
    @DisplayName("ARC-12: a note that is changed leaves it with whoever it is with")
    void aNoteChangesNothing() {
        ledByTeam(lead);
        var followUp = planned();
        passTheDeadline();
        var before = now(followUp).escalation();
        changeByOwner(() ->
                archives.followUpBook.change(followUp.id(), now(followUp).version(), FakePatch.of("note", "明天打")));
        assertThat(now(followUp).escalation()).isEqualTo(before);
        archives.followUpEscalations.run();
        assertThat(told()).isEqualTo(1);
    }

    @Test
    @DisplayName("ARC-12: what is done in time is the matter of nobody else")
    void inTime() {
        ledByTeam(lead);
        var followUp = planned();
        passTo(friday.plusDays(1), LocalTime.NOON);
        changeByOwner(() -> archives.followUpBook.complete(followUp.id(), new Completion(null)));
        passTheDeadline();
        assertThat(told()).isZero();
    }

    @Test
    @DisplayName("ARC-12: whoever sees the customer finds a signal for as long as it lasts")
    void aSignal() {
        ledByTeam(lead);
        var followUp = planned();
        passTheDeadline();
        assertThat(signals())
                .containsExactly(new Signal(customer, "follow-up.escalated", archives.clock.instant(), null));
        changeByOwner(() -> archives.followUpBook.complete(followUp.id(), new Completion(null)));
        assertThat(signals()).isEmpty();
    }

    private List<Signal> signals() {
        return archives.signals.read(new SignalQuery(
                Set.of(customer),
                Set.of("follow-up.escalated"),
                Instant.EPOCH,
                archives.clock.instant().plusSeconds(1)));
    }

    @Test
    @DisplayName("ARC-12: an erasure of the customer ends it")
    void erased() {
        ledByTeam(lead);
        var followUp = planned();
        passTheDeadline();
        archives.database
                .transactions()
                .run(() -> archives.data.erase(new CustomerErasure(
                        archives.ids.next(), customer, ErasureMode.ANONYMISE, "pseudonym", "asked for it")));
        assertThat(now(followUp).state()).isEqualTo(FollowUpState.CANCELLED);
        assertThat(now(followUp).escalation()).isNull();
        assertThat(listed(lead, "ME")).isEmpty();
    }

    @Test
    @DisplayName("ARC-12: nothing is escalated where the setting says never")
    void never() {
        var days = new FollowUpDays(archives.company, archives.company, archives.workingDays, archives.clock, 0);
        assertThat(days.escalation(archives.clock.instant(), null)).isEmpty();
    }
}
