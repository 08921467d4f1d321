package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
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
import org.kithwork.archives.internal.FollowUpDraft.Repeat;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.consent.ConsentState;
import org.kithwork.consent.Consents;
import org.kithwork.consent.ContactPolicy;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FollowUpsTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int THREADS = 6;

    private final Archives archives;
    private CustomerId customer = new CustomerId("00000000-0000-7000-8000-000000000001");
    private LocalDate today = LocalDate.EPOCH;

    FollowUpsTest(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @BeforeEach
    void open() {
        customer = archives.customers.add();
        today = archives.clock.instant().atZone(SHANGHAI).toLocalDate();
    }

    @AfterEach
    void close() {
        archives.close();
    }

    private Instant at(LocalDate day) {
        return day.atTime(10, 30).atZone(SHANGHAI).toInstant();
    }

    private FollowUp plan(LocalDate day, @Nullable Repeat repeat) {
        return archives.followUpBook.plan(
                new FollowUpDraft(customer.value(), at(day).toString(), "VISIT", "回访 😀", null, null, null, repeat));
    }

    private static Repeat every(int count, String unit) {
        return new Repeat(unit, count, null, null);
    }

    private void passTo(LocalDate day) {
        var now = archives.clock.instant();
        archives.clock.advance(
                Duration.between(now, day.atTime(9, 0).atZone(SHANGHAI).toInstant()));
    }

    private List<FollowUp> all(@Nullable String state) {
        var filter = new FollowUps.Filter(customer, false, state, null, null, null);
        return archives.followUps.list(filter, PageRequest.first(100)).items();
    }

    private LocalDate day(FollowUp followUp) {
        return followUp.planAt().atZone(SHANGHAI).toLocalDate();
    }

    private FollowUp complete(FollowUp followUp) {
        return archives.followUpBook.complete(followUp.id(), new Completion(null));
    }

    private List<LocalDate> planned() {
        return all("PLANNED").stream().map(this::day).toList();
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(java.time.temporal.TemporalAdjusters.next(java.time.DayOfWeek.MONDAY));
    }

    @Test
    @DisplayName("ARC-12: a plan is listed with its owner, in the order of time, and done with the interaction of it")
    void planAndDone() {
        var later = plan(today.plusDays(3), null);
        var sooner = plan(today, null);
        assertThat(all(null)).extracting(FollowUp::id).containsExactly(sooner.id(), later.id());
        assertThat(sooner.subject()).isEqualTo("回访 😀");

        var talk =
                new InteractionDraft(null, null, null, "VISIT", "OUT", null, null, "T", null, null, null, null, null);
        var done = archives.followUpBook.complete(sooner.id(), new Completion(talk));

        assertThat(done.state()).isEqualTo(FollowUpState.DONE);
        assertThat(archives.interactions.get(done.interactionId()).customerId()).isEqualTo(customer);
        assertThat(archives.journal.events())
                .extracting(event -> event.type())
                .contains("archives.follow-up.done", "archives.interaction.recorded");
        assertThatThrownBy(() -> complete(sooner))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("follow-up-over"));
    }

    @Test
    @DisplayName("ARC-12: an interaction that is at fault leaves the follow-up as it was")
    void atFaultTogether() {
        var followUp = plan(today, every(1, "WEEK"));
        var wrong =
                new InteractionDraft(null, null, null, "PIGEON", null, null, null, "T", null, null, null, null, null);
        assertThatThrownBy(() -> archives.followUpBook.complete(followUp.id(), new Completion(wrong)))
                .isInstanceOf(Problem.class);
        assertThat(all(null)).extracting(FollowUp::state).containsExactly(FollowUpState.PLANNED);
    }

    @Test
    @DisplayName(
            "ARC-12: a recurring visit that falls on a holiday is moved to the next working day, and the series stays")
    void holidays() {
        var first = monday(today);
        archives.workingDays.off(first.plusDays(7).toString(), first.plusDays(8).toString());
        var one = plan(first, every(1, "WEEK"));
        complete(one);
        assertThat(planned()).containsExactly(first.plusDays(9));
        complete(all("PLANNED").get(0));
        assertThat(planned()).containsExactly(first.plusDays(14));
        assertThat(all("PLANNED").get(0).planAt()).isEqualTo(at(first.plusDays(14)));
    }

    @Test
    @DisplayName("ARC-12: of the daily visits that a holiday moves to one day there is one")
    void neverDoubled() {
        var first = monday(today);
        archives.workingDays.off(first.plusDays(1).toString(), first.plusDays(2).toString());
        complete(plan(first, every(1, "DAY")));
        assertThat(planned()).containsExactly(first.plusDays(3));
        complete(all("PLANNED").get(0));
        assertThat(planned()).containsExactly(first.plusDays(4));
    }

    @Test
    @DisplayName("ARC-12: the first of a series is moved as well, one that comes once is not")
    void firstOnHoliday() {
        var day = monday(today);
        archives.workingDays.off(day.toString());
        assertThat(day(plan(day, null))).isEqualTo(day);
        assertThat(day(plan(day, every(1, "MONTH")))).isEqualTo(day.plusDays(1));
    }

    @Test
    @DisplayName("ARC-12: a series ends after its last day or its count; months without the day have their last one")
    void ends() {
        complete(plan(today, new Repeat("DAY", 1, today.toString(), null)));
        complete(plan(today, new Repeat("DAY", 1, null, 1)));
        assertThat(planned()).isEmpty();
        var month = new Recurrence(Recurrence.Unit.MONTH, 1, null, 14);
        assertThat(month.day(LocalDate.parse("2026-01-31"), 1)).isEqualTo("2026-02-28");
        assertThat(month.day(LocalDate.parse("2026-01-31"), 2)).isEqualTo("2026-03-31");
        assertThat(month.day(LocalDate.parse("2026-01-31"), 14)).isNull();
    }

    @Test
    @DisplayName("ARC-12: a time that one of a series was put off to shifts nothing after it")
    void putOff() {
        var first = monday(today);
        var one = plan(first, every(2, "WEEK"));
        var moved = archives.followUpBook.change(
                one.id(),
                one.version(),
                FakePatch.of(
                        "planAt",
                        first.plusDays(3)
                                .atTime(18, 0)
                                .atZone(SHANGHAI)
                                .toInstant()
                                .toString()));
        assertThat(day(moved)).isEqualTo(first.plusDays(3));
        complete(moved);
        assertThat(all("PLANNED").get(0).planAt()).isEqualTo(at(first.plusDays(14)));
    }

    @Test
    @DisplayName(
            "ARC-12: what is not done by the end of its day is missed once, however often and late the upkeep comes")
    void missed() {
        var first = monday(today);
        plan(first, every(1, "WEEK"));
        passTo(first);
        archives.followUpMisses.run();
        assertThat(all("MISSED")).isEmpty();

        passTo(first.plusDays(1));
        archives.followUpMisses.run();
        archives.followUpMisses.run();

        assertThat(all("MISSED")).hasSize(1);
        assertThat(planned()).containsExactly(first.plusDays(7));
        assertThat(archives.journal.events())
                .extracting(event -> event.type())
                .containsOnlyOnce("archives.follow-up.missed");

        passTo(first.plusDays(30));
        archives.followUpMisses.run();
        assertThat(all("MISSED")).hasSize(2);
        assertThat(planned()).containsExactly(first.plusDays(35));
    }

    @Test
    @DisplayName("ARC-12: one that was missed can still be done, which plans nothing twice, or be planned again")
    void afterMissing() {
        var first = monday(today);
        plan(first, every(1, "WEEK"));
        passTo(first.plusDays(1));
        archives.followUpMisses.run();
        complete(all("MISSED").get(0));
        assertThat(planned()).containsExactly(first.plusDays(7));

        passTo(first.plusDays(8));
        archives.followUpMisses.run();
        var missed = all("MISSED").get(0);
        var again = archives.followUpBook.change(
                missed.id(),
                missed.version(),
                FakePatch.of("planAt", at(first.plusDays(9)).toString()));
        assertThat(again.state()).isEqualTo(FollowUpState.PLANNED);
        assertThat(again.closedAt()).isNull();
        complete(again);
        assertThat(planned()).containsExactly(first.plusDays(14));
    }

    @Test
    @DisplayName("ARC-12: of several who do the same one at once one does, and one comes after it")
    void doneAtOnce() throws Exception {
        var followUp = plan(today, every(1, "DAY"));
        var barrier = new CyclicBarrier(THREADS);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var actor = archives.access.actor();
            var all = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < THREADS; i++) {
                all.add(() -> archives.access.as(actor, () -> {
                    await(barrier);
                    try {
                        complete(followUp);
                        return true;
                    } catch (Problem problem) {
                        assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
                        return false;
                    }
                }));
            }
            int done = 0;
            for (var one : threads.invokeAll(all)) {
                done += one.get() ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(planned()).hasSize(1);
        assertThat(all("DONE")).hasSize(1);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("ARC-12: giving one up leaves its series, giving the series up ends it")
    void givingUp() {
        archives.followUpBook.cancel(plan(today, every(1, "WEEK")).id(), new Cancellation("away", false));
        assertThat(planned()).hasSize(1);
        archives.followUpBook.cancel(all("PLANNED").get(0).id(), new Cancellation(null, true));
        assertThat(planned()).isEmpty();

        var first = monday(today);
        plan(first, every(1, "WEEK"));
        passTo(first.plusDays(1));
        archives.followUpMisses.run();
        archives.followUpBook.cancel(all("MISSED").get(0).id(), new Cancellation(null, true));
        assertThat(planned()).isEmpty();
    }

    @Test
    @DisplayName("ARC-12: every fault of a plan is named at once")
    void faults() {
        var draft = new FollowUpDraft(
                customer.value(),
                at(today.minusDays(1)).toString(),
                "PIGEON",
                " ",
                "x".repeat(4001),
                "SOMEBODY",
                null,
                new Repeat("YEAR", 0, "2027-01-01", 5000));
        assertThatThrownBy(() -> archives.followUpBook.plan(draft))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .contains(
                                        "/planAt",
                                        "/kind",
                                        "/subject",
                                        "/note",
                                        "/owner",
                                        "/recurrence/unit",
                                        "/recurrence/every",
                                        "/recurrence/count"));
    }

    @Test
    @DisplayName("ARC-12: who sees his own sees neither those of others nor their customers'")
    void scope() {
        var foreign = plan(today, null);
        var id = archives.ids.next();
        var stranger = archives.user(id, "Stranger", Archives.owner(new UserId(id)));
        archives.access.run(stranger, () -> {
            assertThatThrownBy(() -> archives.followUps.get(foreign.id()))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
            assertThatThrownBy(() -> complete(foreign)).isInstanceOf(Problem.class);
            assertThat(archives.followUps
                            .list(new FollowUps.Filter(null, false, null, null, null, null), PageRequest.first(10))
                            .items())
                    .isEmpty();
        });
    }

    private FollowUpProposals proposals(@Nullable String preferredFrom, @Nullable Channel channel) {
        var policy = new ContactPolicy(1, false, false, false, null, channel, preferredFrom, null, null);
        var consents = new Consents() {
            @Override
            public List<ConsentState> states(CustomerId of) {
                return List.of();
            }

            @Override
            public List<ConsentEvent> log(CustomerId of) {
                return List.of();
            }

            @Override
            public ContactPolicy policy(CustomerId of) {
                return policy;
            }
        };
        return new FollowUpProposals(
                archives.access, archives.customers, consents, archives.followUpDays, archives.clock);
    }

    @Test
    @DisplayName("ARC-12: what is proposed is the customer's time and channel, on a working day that is not over")
    void proposals() {
        var first = monday(today);
        archives.workingDays.off(first.toString());
        var wished = proposals("18:30", Channel.EMAIL).propose(customer.value(), first.toString());
        assertThat(wished.planAt())
                .isEqualTo(first.plusDays(1).atTime(18, 30).atZone(SHANGHAI).toInstant());
        assertThat(wished.kind()).isEqualTo(FollowUpKind.MAIL);
        assertThat(wished.preferred()).isTrue();
        var usual = proposals(null, null)
                .propose(customer.value(), today.minusDays(3).toString());
        assertThat(usual.planAt()).isAfter(archives.clock.instant());
        assertThat(usual.kind()).isEqualTo(FollowUpKind.CALL);
        assertThat(usual.preferred()).isFalse();
        assertThatThrownBy(() -> proposals(null, null).propose(null, "soon"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.faults()).hasSize(2));
    }

    @Test
    @DisplayName("ARC-12: a change of what somebody changed meanwhile is refused")
    void stale() {
        var followUp = plan(today, null);
        archives.followUpBook.change(followUp.id(), followUp.version(), FakePatch.of("note", "n"));
        assertThatThrownBy(() ->
                        archives.followUpBook.change(followUp.id(), followUp.version(), FakePatch.of("note", "m")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
    }

    @Test
    @DisplayName("ARC-12: days and pages of the list have what lies in them")
    void days() {
        for (int i = 0; i < 5; i++) {
            plan(today.plusDays(i), null);
        }
        var filter = new FollowUps.Filter(
                null,
                true,
                "PLANNED",
                null,
                today.plusDays(1).toString(),
                today.plusDays(3).toString());
        var first = archives.followUps.list(filter, PageRequest.first(2));
        assertThat(first.items()).hasSize(2);
        assertThat(first.next()).isNotNull();
        var rest = archives.followUps.list(filter, archives.paging.request(2, first.next()));
        assertThat(rest.items()).extracting(this::day).containsExactly(today.plusDays(3));
    }
}
