package org.kithwork.core.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kithwork.core.internal.journal.JournalNode.customer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kithwork.core.internal.journal.JournalNode.Recorder;
import org.kithwork.core.internal.journal.store.LeaderStore;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.TestDatabase;

/** Several nodes on one PostgreSQL. */
@Timeout(120)
class SharedJournalTest {

    private TestDatabase db;
    private Recorder points;
    private JournalNode first;
    private JournalNode second;

    @BeforeEach
    void openNodes() {
        db = TestDatabase.create(DatabaseKind.POSTGRESQL, "core", "db/core/changelog.xml", "db/test/effect.xml");
        points = new Recorder(db, "loyalty.points");
        first = new JournalNode(db, "a", points);
        second = new JournalNode(db, "b", points);
    }

    @AfterEach
    void closeNodes() {
        first.close();
        second.close();
        db.close();
    }

    @Test
    void oneOfTwoNodesDispatchesTheEventsOfBoth() {
        first.start();
        await().untilAsserted(() -> assertThat(first.leadership.isLeading()).isTrue());
        second.start();

        second.record(customer(1), "from-second");
        first.record(customer(2), "from-first");

        await().untilAsserted(
                        () -> assertThat(points.effects()).containsExactlyInAnyOrder("from-first", "from-second"));
        assertThat(first.leadership.isLeading()).isTrue();
        assertThat(second.leadership.isLeading()).isFalse();
    }

    @Test
    void whenTheLeaderStopsTheOtherTakesOver() {
        first.start();
        await().untilAsserted(() -> assertThat(first.leadership.isLeading()).isTrue());
        second.start();
        first.record(customer(1), "p1");
        await().untilAsserted(() -> assertThat(points.effects()).containsExactly("p1"));

        first.close();
        second.record(customer(1), "p2");

        await().untilAsserted(() -> assertThat(points.effects()).containsExactlyInAnyOrder("p1", "p2"));
        assertThat(second.leadership.isLeading()).isTrue();
    }

    @Test
    void whenTheLeaderDiesTheOtherTakesOverOnceItsBeatStandsStill() {
        var leaders = new LeaderStore(db.jpa(), () -> "core");
        db.transactions().run(() -> leaders.take(leaders.read(), "a-node-that-died"));
        var started = System.nanoTime();

        second.start();
        second.record(customer(1), "p1");

        await().untilAsserted(() -> assertThat(points.effects()).containsExactly("p1"));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    void effectsHappenOnceWhileTheLeadGoesToAndFro() throws Exception {
        first.start();
        second.start();
        var leaders = new LeaderStore(db.jpa(), () -> "core");
        var writers = List.of(first, second).stream()
                .map(node -> new Thread(() -> IntStream.range(0, 500)
                        .forEach(i -> node.record(customer(i % 10), node.sequencer.hashCode() + "-" + i))))
                .toList();
        writers.forEach(Thread::start);

        var expected = new ArrayList<String>();
        for (var node : List.of(first, second)) {
            IntStream.range(0, 500).forEach(i -> expected.add(node.sequencer.hashCode() + "-" + i));
        }
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    db.transactions().run(() -> leaders.take(leaders.read(), "-"));
                    assertThat(points.count()).isGreaterThanOrEqualTo(1000);
                });
        for (var writer : writers) {
            writer.join();
        }

        assertThat(points.effects()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
