package org.kithwork.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

/** Merges that meet another merge or an erasure: one comes first, the other is refused by its name. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(180)
class MergeRacesTest {

    private static final int ROUNDS = 50;

    private final DatabaseKind kind;
    private final SequentialIds customers = new SequentialIds("c");
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private TestDatabase db;
    private OperationNode node;

    @TempDir
    Path folder;

    MergeRacesTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        db = TestDatabase.create(kind, "core", "db/core/changelog.xml", "db/test/effect.xml");
        node = new OperationNode(db, folder).start();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        node.close();
        db.close();
    }

    private CustomerId customer() {
        return node.alias.create(new CustomerId(customers.next()));
    }

    private CustomerAlias.State state(CustomerId id) {
        return node.alias.state(id);
    }

    /** Both at once; for each whether it was done, or the code of its refusal. */
    private List<String> meet(Runnable... works) throws Exception {
        var barrier = new CyclicBarrier(works.length);
        var begun = new ArrayList<Future<String>>();
        for (var work : works) {
            begun.add(threads.submit(() -> {
                barrier.await(30, TimeUnit.SECONDS);
                try {
                    work.run();
                    return "done";
                } catch (Problem e) {
                    return e.code();
                }
            }));
        }
        var answers = new ArrayList<String>();
        for (var answer : begun) {
            answers.add(answer.get(60, TimeUnit.SECONDS));
        }
        return answers;
    }

    @Test
    @DisplayName(
            "CORE-11, edge 5: of A into B and B into A at once one is done, and the other is told who absorbed whom")
    void oneIntoTheOtherBothWays() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var a = customer();
            var b = customer();

            var answers = meet(() -> node.service.merge(b, a, Map.of()), () -> node.service.merge(a, b, Map.of()));

            assertThat(answers).containsExactlyInAnyOrder("done", "customer-merged");
            assertThat(List.of(state(a).status(), state(b).status()))
                    .containsExactlyInAnyOrder(CustomerStatus.ACTIVE, CustomerStatus.MERGED);
        }
    }

    @Test
    @DisplayName("CORE-11, edge 5: A into B while C goes into A ends with B answering for all, or with C left alone")
    void aChainAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var a = customer();
            var b = customer();
            var c = customer();

            var answers = meet(() -> node.service.merge(b, a, Map.of()), () -> node.service.merge(a, c, Map.of()));

            assertThat(answers.get(0)).isEqualTo("done");
            assertThat(state(a).mergedInto()).isEqualTo(b);
            if (answers.get(1).equals("done")) {
                assertThat(state(c).mergedInto()).isEqualTo(b);
            } else {
                assertThat(answers.get(1)).isEqualTo("customer-merged");
                assertThat(state(c).status()).isEqualTo(CustomerStatus.ACTIVE);
            }
        }
    }

    @Test
    @DisplayName("CORE-11, edge 5: a merge into one who is erased at that moment is refused, or erased with him")
    void intoOneWhoIsErased() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var a = customer();
            var b = customer();

            var answers = meet(() -> node.service.merge(b, a, Map.of()), () -> node.service.erase(b, "asked for it"));

            assertThat(answers.get(1)).isEqualTo("done");
            assertThat(state(b).status()).isEqualTo(CustomerStatus.ERASED);
            if (answers.get(0).equals("done")) {
                assertThat(state(a).status()).isIn(CustomerStatus.MERGED, CustomerStatus.ERASED);
            } else {
                assertThat(answers.get(0)).isIn("customer-erased", "not-found");
                assertThat(state(a).status()).isEqualTo(CustomerStatus.ACTIVE);
            }
        }
    }
}
