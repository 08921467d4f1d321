package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;
import org.kithwork.test.FixedClock;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SignalsTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    private CustomerId customer;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @BeforeEach
    void aCustomer() {
        archives.clock.set(FixedClock.in2026().instant());
        customer = archives.customers.add();
        archives.audit.clear();
        archives.journal.clear();
    }

    @AfterEach
    void everythingIsOpenAgain() {
        archives.signalRules.list().forEach(rule -> archives.signalRules.remove(rule.id()));
        archives.fields.clear();
        archives.objecting.clear();
        archives.journal.clear();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    /** Strollers, so often within seven days. */
    private static SignalRule rule(int count) {
        return archives.signalRules.add(new SignalRuleDraft(
                "Strollers", "BUYING_INTENT", List.of("stroller", "婴儿车"), null, null, count, 7, null));
    }

    private Interaction says(String topic, String body, Instant at, Audience audience) {
        return archives.interactionBook.record(new InteractionDraft(
                customer.value(),
                at.toString(),
                null,
                "WEB",
                "IN",
                null,
                null,
                topic,
                body,
                null,
                null,
                null,
                audience.name()));
    }

    private Interaction asks() {
        return asks(archives.clock.instant());
    }

    private Interaction asks(Instant at) {
        return says("Question", "Do you have the stroller in red?", at, Audience.ALL);
    }

    private Instant before(Duration ago) {
        return archives.clock.instant().minus(ago);
    }

    private List<FoundSignal> found() {
        archives.deliver();
        return list(new SignalFilter(customer, null, null, null));
    }

    private static List<FoundSignal> list(SignalFilter filter) {
        return archives.foundSignals.list(filter, false, PageRequest.first(50)).items();
    }

    @Test
    @DisplayName("ARC-16: what is said often enough within the days of a rule makes one signal, what is said less none")
    void arc16_count() {
        var rule = rule(3);
        var first = asks(before(Duration.ofDays(6)));
        var second = asks(before(Duration.ofDays(1)));
        says("Question", "Opening hours?", before(Duration.ofHours(1)), Audience.ALL);
        assertThat(found()).isEmpty();

        var third = asks();
        var signal = found().get(0);

        assertThat(found()).containsExactly(signal);
        assertThat(signal.kind()).isEqualTo(SignalKind.BUYING_INTENT);
        assertThat(signal.rule()).isEqualTo(rule.name());
        assertThat(signal.state()).isEqualTo(SignalState.OPEN);
        assertThat(signal.at()).isEqualTo(archives.clock.instant());
        assertThat(signal.evidence())
                .isEqualTo(new Evidence(
                        "interaction",
                        3,
                        third.at(),
                        List.of(
                                third.id().value(),
                                second.id().value(),
                                first.id().value())));
        assertThat(archives.foundSignals.get(signal.id())).isEqualTo(signal);
        assertThat(archives.audit.actions()).endsWith("signal.found");
    }

    @Test
    @DisplayName("ARC-16: the event of a signal names the kind and the rule, and no word of what was said")
    void arc16_event() {
        var rule = rule(1);
        asks();
        var recorded = archives.journal.events().get(0);
        archives.journal.clear();

        archives.database.transactions().run(() -> archives.signalHandler.handle(recorded));

        assertThat(archives.journal.types()).containsExactly("archives.signal.found");
        assertThat(archives.journal.events().get(0).customer()).isEqualTo(customer);
        assertThat(archives.journal.events().get(0).data())
                .containsOnlyKeys("kind", "rule", "count")
                .containsEntry("kind", "BUYING_INTENT")
                .containsEntry("rule", rule.id().value());
        archives.deliver();
        assertThat(timeline()).contains("archives.signal.found");
    }

    private List<String> timeline() {
        return archives.timeline.list(customer, null, PageRequest.first(50), Locale.ENGLISH).items().stream()
                .map(TimelineItem::type)
                .toList();
    }

    @Test
    @DisplayName("ARC-16: the first moment of the days of a rule counts, the moment before does not")
    void arc16_edge() {
        rule(2);
        asks(before(Duration.ofDays(7)).minusMillis(1));
        asks();
        assertThat(found()).isEmpty();

        asks(before(Duration.ofDays(7)));
        assertThat(found()).hasSize(1);
    }

    @Test
    @DisplayName("ARC-16: what was evidence once makes no second signal; what is said afterwards does")
    void arc16_once() {
        rule(2);
        asks(before(Duration.ofMinutes(2)));
        asks(before(Duration.ofMinutes(1)));
        assertThat(found()).hasSize(1);
        asks();
        assertThat(found()).hasSize(1);

        archives.clock.advance(Duration.ofMinutes(1));
        var last = asks();
        assertThat(found()).hasSize(2);
        assertThat(found().get(0).evidence().count()).isEqualTo(2);
        assertThat(found().get(0).evidence().last()).isEqualTo(last.at());
    }

    @Test
    @DisplayName("ARC-16: history of earlier years makes no signals")
    void arc16_history() {
        rule(1);
        for (int i = 0; i < 5; i++) {
            asks(Instant.parse("2019-05-01T08:00:00Z").plusSeconds(i));
        }
        assertThat(found()).isEmpty();
    }

    @Test
    @DisplayName("ARC-16: a word is found in topic and text, in any case and width; channel and direction are kept to")
    void arc16_words() {
        archives.signalRules.add(new SignalRuleDraft(
                "Complaints", "SERVICE_PROBLEM", List.of("Broken wheel"), "WEB", "OUT", 1, 7, null));
        archives.signalRules.add(new SignalRuleDraft(
                "Complaints", "SERVICE_PROBLEM", List.of("Broken wheel"), "PHONE", "IN", 1, 7, null));
        says("Ｂｒｏｋｅｎ   WHEEL", null, archives.clock.instant(), Audience.ALL);
        assertThat(found()).isEmpty();

        archives.signalRules.add(
                new SignalRuleDraft("Complaints", "SERVICE_PROBLEM", List.of("Broken wheel"), "WEB", "IN", 1, 7, null));
        says("Ｂｒｏｋｅｎ   WHEEL", null, archives.clock.instant(), Audience.ALL);
        assertThat(found()).hasSize(1);
    }

    @Test
    @DisplayName("ARC-16: what is changed so that it fits counts as well; a rule that is switched off finds nothing")
    void arc16_changed() {
        var rule = rule(1);
        archives.signalRules.change(rule.id(), rule.version(), FakePatch.of("active", false));
        var said = asks();
        assertThat(found()).isEmpty();

        archives.signalRules.change(rule.id(), rule.version() + 1, FakePatch.of("active", true));
        archives.interactionBook.change(said.id(), said.version(), FakePatch.of("topic", "婴儿车"));
        assertThat(found()).hasSize(1);
    }

    @Test
    @DisplayName("ARC-16: many interactions looked at together and late make the signals they would have made at once")
    void arc16_catchUp() {
        rule(3);
        for (int i = 5; i >= 0; i--) {
            asks(before(Duration.ofMinutes(i)));
        }
        assertThat(found()).hasSize(1);
        assertThat(found().get(0).evidence().count()).isEqualTo(6);
    }

    @Test
    @DisplayName("ARC-16: looked at by many at once, what was said makes one signal")
    void arc16_parallel() throws Exception {
        rule(3);
        for (int i = 8; i > 0; i--) {
            asks(before(Duration.ofMinutes(i)));
        }
        var events = archives.journal.events();
        archives.journal.clear();
        var threads = Executors.newFixedThreadPool(8);
        try {
            var work = new ArrayList<Callable<Boolean>>();
            for (var event : events) {
                work.add(() -> {
                    archives.database.transactions().run(() -> archives.signalHandler.handle(event));
                    return true;
                });
            }
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(list(new SignalFilter(customer, null, null, null))).hasSize(1);
        assertThat(archives.journal.types()).containsExactly("archives.signal.found");
    }

    @Test
    @DisplayName("ARC-16: of a customer who objects to what machines conclude nothing is found")
    void arc16_objection() {
        rule(1);
        archives.objecting.add(customer);
        asks();
        assertThat(found()).isEmpty();
    }

    @Test
    @DisplayName("ARC-16: a signal is taken up, dismissed and opened again, by whom and when, with a note")
    void arc16_decided() {
        rule(1);
        asks();
        var signal = found().get(0);
        archives.clock.advance(Duration.ofHours(1));

        var taken = archives.foundSignals.change(
                signal.id(), signal.version(), FakePatch.of("state", "TAKEN_UP").with("note", "rang back"));
        assertThat(taken.decidedBy().id()).isEqualTo(archives.access.actor().id());
        assertThat(taken.decidedAt()).isEqualTo(archives.clock.instant());
        assertThat(archives.foundSignals.get(signal.id()).note()).isEqualTo("rang back");
        assertThat(list(new SignalFilter(customer, null, SignalState.OPEN, null)))
                .isEmpty();
        assertThat(list(new SignalFilter(customer, SignalKind.SERVICE_PROBLEM, null, null)))
                .isEmpty();
        assertThat(archives.foundSignals
                        .list(new SignalFilter(null, null, null, null), true, PageRequest.first(50))
                        .items())
                .extracting(FoundSignal::id)
                .contains(signal.id());

        var open = archives.foundSignals.change(taken.id(), taken.version(), FakePatch.of("state", "OPEN"));
        assertThat(open.decidedBy()).isNull();
        assertThat(open.decidedAt()).isNull();
        assertThat(archives.audit.actions()).endsWith("signal.changed", "signal.changed");
        assertThatThrownBy(() -> archives.foundSignals.change(
                        open.id(), open.version(), FakePatch.of("state", "GONE").with("note", "n".repeat(1001))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder("/state", "/note"));
        assertThatThrownBy(() ->
                        archives.foundSignals.change(signal.id(), signal.version(), FakePatch.of("state", "OPEN")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
    }

    @Test
    @DisplayName("ARC-16: out of scope there is no signal")
    void arc16_scope() {
        rule(1);
        asks();
        var signal = found().get(0);
        var stranger = archives.user("stranger", Archives.owner(new UserId(archives.ids.next())));

        archives.access.run(stranger, () -> {
            assertThat(list(new SignalFilter(null, null, null, null))).isEmpty();
            assertThatThrownBy(() -> archives.foundSignals.get(signal.id())).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> archives.foundSignals.change(
                            signal.id(), signal.version(), FakePatch.of("state", "DISMISSED")))
                    .isInstanceOf(Problem.class);
        });
        assertThat(archives.foundSignals.get(signal.id()).state()).isEqualTo(SignalState.OPEN);
    }

    @Test
    @DisplayName("ARC-16, ARC-19: who may read nothing of what was said learns the kind of the signal and no word")
    void arc16_visibility() {
        rule(2);
        says("Stroller", null, before(Duration.ofMinutes(1)), Audience.AUTHOR);
        var shared = says("Question", "stroller?", archives.clock.instant(), Audience.TEAM);
        var signal = found().get(0);
        archives.foundSignals.change(signal.id(), signal.version(), FakePatch.of("note", "red one"));
        assertThat(archives.foundSignals.get(signal.id()).evidence().count()).isEqualTo(2);

        var lead = archives.user("lead", org.kithwork.test.FakeAccess.ALL);
        archives.access.run(lead, () -> {
            var seen = archives.foundSignals.get(signal.id());
            assertThat(seen.evidence().ids()).containsExactly(shared.id().value());
            assertThat(seen.rule()).isEqualTo("Strollers");
            assertThat(seen.note()).isEqualTo("red one");
        });
        var owner = new UserId(archives.ids.next());
        archives.customers.assign(customer, owner, null);
        var seller = archives.user("seller", Archives.owner(owner));
        archives.access.run(seller, () -> {
            var seen = found().get(0);
            assertThat(seen.kind()).isEqualTo(SignalKind.BUYING_INTENT);
            assertThat(seen.evidence().count()).isZero();
            assertThat(seen.evidence().ids()).isEmpty();
            assertThat(seen.rule()).isNull();
            assertThat(seen.note()).isNull();
            assertThatThrownBy(() ->
                            archives.foundSignals.change(seen.id(), seen.version(), FakePatch.of("note", "other")))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
            assertThat(archives.portraits.of(customer, Locale.ENGLISH).signals())
                    .extracting(PortraitLine::text)
                    .containsExactly("Buying intent");
        });
    }

    @Test
    @DisplayName("ARC-16: who may not see topics is not told the rule; a note that is hidden is not written either")
    void arc16_masks() {
        rule(1);
        asks();
        var signal = found().get(0);
        archives.foundSignals.change(signal.id(), signal.version(), FakePatch.of("note", "red one"));
        archives.fields
                .limit("archives:interaction", "topic", FieldAccess.HIDE)
                .limit("archives:signal", "note", FieldAccess.HIDE);

        var seen = archives.foundSignals.get(signal.id());
        assertThat(seen.rule()).isNull();
        assertThat(seen.note()).isNull();
        assertThatThrownBy(() -> archives.foundSignals.change(seen.id(), seen.version(), FakePatch.of("note", "other")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }

    @Test
    @DisplayName("ARC-16: the portrait shows the open signals with what they stand on")
    void arc16_portrait() {
        rule(1);
        var said = asks();
        var signal = found().get(0);

        var lines = archives.portraits.of(customer, Locale.ENGLISH).signals();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).code()).isEqualTo("buying-intent");
        assertThat(lines.get(0).text()).isEqualTo("Buying intent: Strollers");
        assertThat(lines.get(0).evidence().ids()).containsExactly(said.id().value());
        archives.foundSignals.change(signal.id(), signal.version(), FakePatch.of("state", "DISMISSED"));
        assertThat(archives.portraits.of(customer, Locale.ENGLISH).signals()).isEmpty();
    }

    @Test
    @DisplayName(
            "ARC-16: an interaction that is taken back is no evidence any more; a signal goes with the last of its own")
    void arc16_takenBack() {
        rule(2);
        var first = asks(before(Duration.ofMinutes(1)));
        var second = asks();
        assertThat(found().get(0).evidence().count()).isEqualTo(2);

        takeBack(first);
        assertThat(found().get(0).evidence().ids()).containsExactly(second.id().value());
        assertThat(timeline()).contains("archives.signal.found");
        takeBack(second);
        assertThat(archives.journal.types()).contains("archives.signal.removed");
        assertThat(found()).isEmpty();
        assertThat(timeline()).doesNotContain("archives.signal.found");
    }

    private static void takeBack(Interaction said) {
        archives.database
                .transactions()
                .run(() ->
                        assertThat(archives.interactionBook.takeBack(said.id())).isEmpty());
    }

    @Test
    @DisplayName("ARC-16, CORE-13: of an erased customer no signal is left")
    void arc16_erased() {
        rule(1);
        asks();
        var signal = found().get(0);

        archives.database
                .transactions()
                .run(() -> archives.data.erase(
                        new CustomerErasure(archives.ids.next(), customer, ErasureMode.ERASE, "P-1", "asked")));

        assertThatThrownBy(() -> archives.foundSignals.get(signal.id())).isInstanceOf(Problem.class);
        assertThat(evidenceOf(signal)).isEmpty();
    }

    private static List<SignalId> evidenceOf(FoundSignal signal) {
        return signal.evidence().ids().stream()
                .flatMap(
                        id -> archives
                                .database
                                .transactions()
                                .call(() -> archives.foundSignalStore.forget(new InteractionId(id)))
                                .stream())
                .toList();
    }

    @Test
    @DisplayName("ARC-16, CORE-08: a merge brings the signals to the survivor, an undo takes them back")
    void arc16_merged() {
        rule(1);
        asks();
        var signal = found().get(0);
        var absorbed = customer;
        var survivor = archives.customers.add();
        var merge = new CustomerMerge(archives.ids.next(), survivor, absorbed);

        archives.database.transactions().run(() -> archives.data.merge(merge));
        customer = survivor;
        assertThat(found()).extracting(FoundSignal::id).containsExactly(signal.id());
        archives.clock.advance(Duration.ofMinutes(1));
        asks();
        assertThat(found()).as("the next one of the same rule").hasSize(2);

        archives.database.transactions().run(() -> archives.data.undo(merge));
        assertThat(found()).hasSize(1);
        customer = absorbed;
        assertThat(found()).extracting(FoundSignal::id).containsExactly(signal.id());
    }

    @Test
    @DisplayName("ARC-16: after an undone merge nobody has a signal from what another customer said")
    void arc16_separated() {
        rule(2);
        asks(before(Duration.ofMinutes(1)));
        archives.deliver();
        var absorbed = customer;
        var survivor = archives.customers.add();
        var merge = new CustomerMerge(archives.ids.next(), survivor, absorbed);
        archives.database.transactions().run(() -> archives.data.merge(merge));
        customer = survivor;
        var own = asks();
        assertThat(found().get(0).evidence().count()).isEqualTo(2);

        archives.database.transactions().run(() -> archives.data.undo(merge));
        assertThat(found().get(0).evidence().ids()).containsExactly(own.id().value());
        customer = absorbed;
        assertThat(found()).isEmpty();
    }
}
