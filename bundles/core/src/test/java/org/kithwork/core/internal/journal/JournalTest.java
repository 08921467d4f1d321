package org.kithwork.core.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.kithwork.core.internal.journal.JournalNode.MEASURED;
import static org.kithwork.core.internal.journal.JournalNode.SOLD;
import static org.kithwork.core.internal.journal.JournalNode.customer;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.journal.JournalNode.Recorder;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(120)
class JournalTest {

    private final DatabaseKind kind;
    private final List<AutoCloseable> open = new ArrayList<>();
    private TestDatabase db;
    private Recorder points;

    JournalTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openDatabase() {
        db = TestDatabase.create(kind, "core", "db/core/changelog.xml", "db/test/effect.xml");
        points = new Recorder(db, "loyalty.points");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        db.close();
    }

    private JournalNode node(EventHandler... handlers) {
        var node = new JournalNode(db, "a", handlers);
        open.add(node);
        return node.start();
    }

    private void awaitEffects(Recorder handler, String... subjects) {
        await().untilAsserted(() -> assertThat(handler.effects()).containsExactlyInAnyOrder(subjects));
    }

    @Test
    void anEventReachesItsHandlerAsItWasWritten() {
        var seen = new AtomicReference<Event>();
        var actor = new AtomicReference<Actor>();
        var node = node(points);
        points.before(event -> {
            seen.set(event);
            actor.set(node.access.actor());
        });

        var written = node.journal.record(
                SOLD,
                customer(1),
                "p1",
                node.now(),
                Map.of("amount", new BigDecimal("199.90"), "lines", 3, "gift", true, "currency", "CNY"));

        awaitEffects(points, "p1");
        assertThat(seen.get()).isEqualTo(written);
        assertThat(actor.get()).isEqualTo(Actor.module("loyalty"));
    }

    @Test
    void pagesHearOfTheCustomerOnceTheEventIsCommitted() {
        var node = node(points);
        var heard = new ArrayList<String>();
        node.changes.listeners = List.of((topic, id) -> heard.add(topic + " " + id));

        db.transactions().run(() -> {
            node.record(customer(1), "sold");
            assertThat(heard).isEmpty();
        });
        node.record(null, "measured");

        assertThat(heard).containsExactly("customer " + customer(1).value());
    }

    @Test
    void whatWasRolledBackIsNotDelivered() {
        var node = node(points);

        assertThatThrownBy(() -> db.transactions().run(() -> {
                    node.record(customer(1), "lost");
                    throw Problem.stale();
                }))
                .isInstanceOf(Problem.class);
        node.record(customer(1), "kept");

        awaitEffects(points, "kept");
    }

    @Test
    void undeclaredTypesAndOtherThanPlainDataAreRefused() {
        var node = node();

        assertThatThrownBy(() -> node.journal.record(
                        JournalNode.type("loyalty.points.earned", true), null, "x", node.now(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> node.journal.record(SOLD, null, "x", node.now(), Map.of("lines", List.of(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> node.journal.record(SOLD, null, "x", node.now(), Map.of("text", "x".repeat(501))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEventOfASlowTransactionIsNeverSkipped() throws Exception {
        var node = node(points);
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var slow = new Thread(() -> db.transactions().run(() -> {
            node.record(customer(1), "slow");
            written.countDown();
            awaitLatch(mayCommit);
        }));
        slow.start();
        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();

        node.record(customer(2), "fast");
        awaitEffects(points, "fast");
        mayCommit.countDown();

        awaitEffects(points, "fast", "slow");
        slow.join();
    }

    @Test
    void writersThatAreOpenHoldUpNobody() throws Exception {
        var node = node(points);
        var written = new CountDownLatch(3);
        var mayCommit = new CountDownLatch(1);
        var writers = IntStream.range(0, 3)
                .mapToObj(i -> new Thread(() -> db.transactions().run(() -> {
                    node.record(customer(i), "open" + i);
                    written.countDown();
                    awaitLatch(mayCommit);
                })))
                .toList();
        writers.forEach(Thread::start);
        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 20; i++) {
            node.record(customer(10 + i), "done" + i);
        }
        await().untilAsserted(() -> assertThat(points.count()).isEqualTo(20));
        mayCommit.countDown();

        await().untilAsserted(() -> assertThat(points.count()).isEqualTo(23));
        for (var writer : writers) {
            writer.join();
        }
    }

    @Test
    void whatWasWrittenBeforeACrashIsFoundAtTheNextStart() {
        var crashed = new JournalNode(db, "a");
        db.transactions()
                .run(() -> crashed.store.write(
                        new Event(
                                "b0000000-0000-7000-8000-000000000001",
                                SOLD.name(),
                                customer(1),
                                "left",
                                crashed.now(),
                                Map.of()),
                        crashed.now()));

        node(points);

        awaitEffects(points, "left");
    }

    @Test
    void aHandlerThatHangsHoldsUpNoOther() {
        var mayGo = new CountDownLatch(1);
        var slow = new Recorder(db, "churn.series").before(event -> awaitLatch(mayGo));
        var node = node(points, slow);

        node.record(customer(1), Stream.of("p1", "p2"));

        awaitEffects(points, "p1", "p2");
        assertThat(slow.effects()).isEmpty();
        mayGo.countDown();
        awaitEffects(slow, "p1", "p2");
    }

    @Test
    void everyEffectHappensOnceAlthoughHandlersThrowBeforeAndAfterIt() {
        var failedBefore = ConcurrentHashMap.<String>newKeySet();
        var failedAfter = ConcurrentHashMap.<String>newKeySet();
        points.before(event -> failOnce(failedBefore, event, 3)).after(event -> failOnce(failedAfter, event, 5));
        var node = new JournalNode(
                db, "a", new RetryPolicy(java.util.Collections.nCopies(5, Duration.ZERO), 1000, Duration.ZERO), points);
        open.add(node);
        node.start();

        var subjects = IntStream.range(0, 200).mapToObj(i -> "p" + i).toList();
        for (int i = 0; i < subjects.size(); i++) {
            node.record(customer(i % 7), subjects.get(i));
        }

        await().untilAsserted(() -> assertThat(points.count()).isEqualTo(200));
        assertThat(points.effects()).containsExactlyInAnyOrderElementsOf(subjects);
        assertThat(failedBefore).isNotEmpty();
        assertThat(failedAfter).isNotEmpty();
        assertThat(node.desk.parked(PageRequest.first(10))).isEmpty();
    }

    private static void failOnce(Set<String> failed, Event event, int every) {
        if (event.subjectId().hashCode() % every == 0 && failed.add(event.id())) {
            throw new IllegalStateException("once");
        }
    }

    @Test
    void aPoisonEventIsParkedWithItsCustomerAlone() {
        var attempts = ConcurrentHashMap.<String>newKeySet();
        var healed = new AtomicReference<>(false);
        var order = java.util.Collections.synchronizedList(new ArrayList<String>());
        points.before(event -> {
                    if (event.subjectId().equals("poison") && !healed.get()) {
                        attempts.add("attempt");
                        throw new IllegalStateException("138 1234 5678 is a person's number");
                    }
                })
                .after(event -> order.add(event.subjectId()));
        var node = node(points);

        node.record(customer(1), Stream.of("before", "poison", "behind1", "behind2"));
        node.record(customer(2), Stream.of("other1", "other2"));
        awaitEffects(points, "before", "other1", "other2");
        awaitParked(node, ParkedEvent.State.RETRYING, 1);
        node.clock.advance(Duration.ofSeconds(11));
        node.dispatcher.wake();
        awaitParked(node, ParkedEvent.State.RETRYING, 2);
        node.clock.advance(Duration.ofSeconds(61));
        node.dispatcher.wake();
        awaitParked(node, ParkedEvent.State.PARKED, 3);

        var parked = node.desk.parked(PageRequest.first(10)).get(0);
        assertThat(parked.customer()).isEqualTo(customer(1));
        assertThat(parked.reason()).contains("IllegalStateException").doesNotContain("1234");
        assertThat(node.lag("loyalty.points")).isZero();
        node.record(customer(1), "behind3");
        node.record(customer(2), "other3");
        awaitEffects(points, "before", "other1", "other2", "other3");
        await().untilAsserted(() -> assertThat(node.desk.parkedAndWaiting(PageRequest.first(10)))
                .extracting(ParkedEvent::state)
                .containsExactly(
                        ParkedEvent.State.PARKED,
                        ParkedEvent.State.WAITING,
                        ParkedEvent.State.WAITING,
                        ParkedEvent.State.WAITING));
        var last = node.desk.parkedAndWaiting(PageRequest.first(10)).get(3);
        assertThatThrownBy(() -> node.desk.retry(last.id())).isInstanceOf(Problem.class);

        healed.set(true);
        node.desk.retry(parked.id());

        awaitEffects(points, "before", "other1", "other2", "other3", "poison", "behind1", "behind2", "behind3");
        assertThat(order.stream().filter(subject -> !subject.startsWith("other")))
                .containsSubsequence("poison", "behind1", "behind2", "behind3");
        assertThat(node.desk.parked(PageRequest.first(10))).isEmpty();
        assertThat(node.audit.actions()).containsExactly("journal.event-retried");
        node.record(customer(1), "after");
        await().untilAsserted(() -> assertThat(points.effects()).contains("after"));
    }

    @Test
    void aSkippedEventIsLeftOutAndThoseBehindItGoOn() {
        points.before(event -> {
            if (event.subjectId().equals("poison")) {
                throw new NoClassDefFoundError("gone");
            }
        });
        var node = node(points);
        node.record(customer(1), Stream.of("poison", "behind"));
        awaitParked(node, ParkedEvent.State.RETRYING, 1);

        node.desk.skip(node.desk.parked(PageRequest.first(10)).get(0).id());

        awaitEffects(points, "behind");
        assertThat(node.desk.parked(PageRequest.first(10))).isEmpty();
        assertThatThrownBy(() -> node.desk.skip("b0000000-0000-7000-8000-000000000001"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void parkedEventsSurviveARestart() throws Exception {
        var healed = new AtomicReference<>(false);
        points.before(event -> {
            if (event.subjectId().equals("poison") && !healed.get()) {
                throw new IllegalStateException();
            }
        });
        try (var first = new JournalNode(db, "a", points).start()) {
            first.record(customer(1), Stream.of("poison", "behind"));
            awaitParked(first, ParkedEvent.State.RETRYING, 1);
        }
        healed.set(true);

        var second = new JournalNode(db, "b", points);
        open.add(second);
        second.start().record(customer(1), "later");
        await().untilAsserted(() -> assertThat(second.lag("loyalty.points")).isZero());
        assertThat(points.effects()).isEmpty();
        second.clock.advance(Duration.ofSeconds(11));

        awaitEffects(points, "poison", "behind", "later");
    }

    @Test
    void anEventOfAnErasedCustomerIsDoneWithoutEffect() {
        points.before(event -> {
            if (event.subjectId().equals("erased")) {
                throw Problem.conflict(Message.of(Problem.class, "customer-erased"));
            }
        });
        var node = node(points);

        node.record(customer(1), Stream.of("erased", "next"));

        awaitEffects(points, "next");
        assertThat(node.desk.parked(PageRequest.first(10))).isEmpty();
    }

    @Test
    void aHandlerThatIsNewCatchesUpWithTenThousandEvents() {
        var node = node();
        for (int batch = 0; batch < 100; batch++) {
            var first = batch * 100;
            node.record(customer(batch), IntStream.range(first, first + 100).mapToObj(i -> "p" + i));
        }
        await().untilAsserted(() -> assertThat(node.sequencer.last()).isEqualTo(10_000));
        var started = System.nanoTime();

        node.handlers(points);

        await().untilAsserted(() -> assertThat(points.count()).isEqualTo(10_000));
        System.out.printf(
                "%s: 10,000 events in %d ms%n",
                kind, Duration.ofNanos(System.nanoTime() - started).toMillis());
        assertThat(node.lag("loyalty.points")).isZero();
    }

    @Test
    void aHandlerMayStartWithTheNextEvent() {
        var node = node();
        node.record(customer(1), "old");
        await().untilAsserted(() -> assertThat(node.sequencer.last()).isEqualTo(1));

        node.handlers(points.fromNow());
        await().untilAsserted(() -> assertThat(node.lag("loyalty.points")).isZero());
        node.record(customer(1), "new");

        awaitEffects(points, "new");
    }

    @Test
    void theTimelineGetsEveryTypeWithATitleAlsoOfModulesThatAreAway() {
        var timeline = new Recorder(db, "archives.timeline").wants(EventHandler.TIMELINE);
        var node = node();
        node.record(customer(1), "sold");
        node.journal.record(MEASURED, customer(1), "measured", node.now(), Map.of());
        await().untilAsserted(() -> assertThat(node.sequencer.last()).isEqualTo(2));
        node.types.sources = List.of();

        node.handlers(timeline);

        awaitEffects(timeline, "sold");
        await().untilAsserted(() -> assertThat(node.lag("archives.timeline")).isZero());
        assertThat(timeline.effects()).containsExactly("sold");
    }

    @Test
    void theTimelineGetsTheTypesWithoutATitleThatItNamesAsWell() {
        var timeline = new Recorder(db, "archives.timeline").wants(EventHandler.TIMELINE, MEASURED.name());
        var node = node(timeline);
        node.record(customer(1), "sold");
        node.journal.record(MEASURED, customer(1), "measured", node.now(), Map.of());

        awaitEffects(timeline, "sold", "measured");
    }

    @Test
    void aHandlerThatLeavesAndComesBackMissesNothingAndRepeatsNothing() throws Exception {
        var inside = new CountDownLatch(1);
        var broken = new CountDownLatch(1);
        points.after(event -> {
            if (event.subjectId().equals("p1") && inside.getCount() > 0) {
                inside.countDown();
                awaitLatch(broken);
                throw new IllegalStateException("the bundle has stopped");
            }
        });
        var node = node(points);
        node.record(customer(1), Stream.of("p0", "p1", "p2"));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        node.handlers();
        broken.countDown();
        node.record(customer(1), "p3");
        await().untilAsserted(() -> assertThat(node.sequencer.last()).isEqualTo(4));
        assertThat(node.desk.handlers()).singleElement().satisfies(status -> {
            assertThat(status.here()).isFalse();
            assertThat(status.parked()).isZero();
        });
        node.handlers(points);

        awaitEffects(points, "p0", "p1", "p2", "p3");
        assertThat(node.desk.parked(PageRequest.first(10))).isEmpty();
    }

    @Test
    void aModuleIsHeldOnceItsDeliveryIsDone() throws Exception {
        var inside = new CountDownLatch(1);
        var mayGo = new CountDownLatch(1);
        points.before(event -> {
            inside.countDown();
            awaitLatch(mayGo);
        });
        var node = node(points);
        node.record(customer(1), "p1");
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(node.dispatcher.hold("loyalty", Duration.ofMillis(50))).isFalse();
        mayGo.countDown();
        assertThat(node.dispatcher.hold("loyalty", Duration.ofSeconds(10))).isTrue();
        assertThat(points.effects()).containsExactly("p1");
        node.record(customer(1), "p2");
        await().untilAsserted(() -> assertThat(node.sequencer.last()).isEqualTo(2));
        assertThat(points.effects()).containsExactly("p1");
        node.dispatcher.release("loyalty");

        awaitEffects(points, "p1", "p2");
    }

    @Test
    @DisplayName(
            "CORE-22: an opt-out that a stopped module missed reaches it before it serves, the rest of its backlog after")
    void optOutsBeforeServing() throws Exception {
        var optOuts = new Recorder(db, "loyalty.opt-outs").wants(JournalNode.OPTED_OUT.name());
        var node = node(points, optOuts);
        node.record(customer(1), "p1");
        awaitEffects(points, "p1");
        assertThat(node.dispatcher.hold("loyalty", Duration.ofSeconds(10))).isTrue();
        node.handlers();
        node.record(customer(1), "p2");
        node.journal.record(JournalNode.OPTED_OUT, customer(1), "no more", node.now(), Map.of());
        node.record(customer(1), "p3");

        node.handlers(points, optOuts);
        assertThat(node.dispatcher.catchUp("loyalty", Duration.ofSeconds(20))).isTrue();

        assertThat(optOuts.effects()).containsExactly("no more");
        assertThat(points.effects()).as("it is still held").containsExactly("p1");
        node.dispatcher.release("loyalty");
        awaitEffects(points, "p1", "p2", "p3");
    }

    @Test
    @DisplayName("CORE-22: an opt-out that cannot be delivered keeps a module waiting no longer than it has time for")
    void optOutsThatHang() throws Exception {
        var mayGo = new CountDownLatch(1);
        var optOuts = new Recorder(db, "loyalty.opt-outs")
                .wants(JournalNode.OPTED_OUT.name())
                .before(event -> awaitLatch(mayGo));
        var node = node(optOuts);
        assertThat(node.dispatcher.hold("loyalty", Duration.ofSeconds(10))).isTrue();
        node.journal.record(JournalNode.OPTED_OUT, customer(1), "no more", node.now(), Map.of());

        assertThat(node.dispatcher.catchUp("loyalty", Duration.ofSeconds(1))).isFalse();

        mayGo.countDown();
        node.dispatcher.release("loyalty");
        awaitEffects(optOuts, "no more");
        assertThat(node.dispatcher.catchUp("churn", Duration.ofSeconds(1)))
                .as("it has no handler that wants them")
                .isTrue();
    }

    @Test
    void oldEventsAreRemovedOnceEveryHandlerHasTakenThem() {
        var slow = new Recorder(db, "churn.series");
        var node = node(points, slow);
        node.record(customer(1), Stream.of("p1", "p2"));
        awaitEffects(points, "p1", "p2");
        awaitEffects(slow, "p1", "p2");
        node.handlers(points);
        node.record(customer(1), "p3");
        awaitEffects(points, "p1", "p2", "p3");
        node.clock.advance(Duration.ofDays(366 * 11));

        assertThat(new JournalRetention(node.store, node.cursors, db.transactions(), node.clock).clean())
                .isEqualTo(2);
        node.desk.forget("churn");
        assertThat(new JournalRetention(node.store, node.cursors, db.transactions(), node.clock).clean())
                .isEqualTo(1);
        assertThatThrownBy(() -> node.desk.forget("loyalty")).isInstanceOf(Problem.class);
    }

    private static void awaitParked(JournalNode node, ParkedEvent.State state, int attempts) {
        await().untilAsserted(() -> assertThat(node.desk.parked(PageRequest.first(10)))
                .singleElement()
                .satisfies(parked -> {
                    assertThat(parked.state()).isEqualTo(state);
                    assertThat(parked.attempts()).isEqualTo(attempts);
                }));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(100, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The test has forgotten me");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
