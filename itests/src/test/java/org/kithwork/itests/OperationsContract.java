package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Merges and erasures while the module that holds the customers' data is stopped or removed, on the real assembly: they
 * hold at once, and the module does its part when it returns, before it serves.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OperationsContract {

    private static final Duration LONG = Duration.ofSeconds(90);

    private final Database database;
    private KithworkProcess kithwork;
    private KithworkClient client;

    OperationsContract(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        kithwork =
                database.unpack(directory).with("KITHWORK_MODULES", "archives").start();
        client = KithworkClient.setUp(kithwork);
        await(() -> assertThat(client.get("/archives/purchases").status()).isEqualTo(200));
    }

    @AfterAll
    void stop() throws Exception {
        kithwork.close();
    }

    @Test
    @Order(1)
    void aMergeHoldsAtOnceAndAStoppedModuleDoesItsPartBeforeItServesAgain() throws Exception {
        var survivor = create("合并一");
        var absorbed = create("合并二");
        var own = purchase(survivor);
        var moved = purchase(absorbed);
        var talk = interaction(absorbed);
        awaitTimeline(absorbed, "archives.purchase.completed");
        client.post("/modules/archives/stop").expect(200);

        var merge = merge(survivor, absorbed);
        awaitWaiting(merge);

        var answers = answersDuring(
                "/archives/purchases?customer=" + survivor,
                () -> client.post("/modules/archives/start").expect(200));
        assertThat(client.get("/operations/" + merge).expect(200).text("state")).isEqualTo("DONE");
        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(ids(answer)).containsExactlyInAnyOrder(own, moved));
        assertBelongs(survivor, absorbed, talk);
        awaitTimeline(survivor, "core.customer.merged");
    }

    @Test
    @Order(2)
    void anErasureFencesAtOnceAndAStoppedModuleErasesBeforeItServesAgain() throws Exception {
        var customer = create("将被删除");
        var bought = purchase(customer);
        var talk = interaction(customer);
        awaitTimeline(customer, "archives.purchase.completed");
        client.post("/modules/archives/stop").expect(200);
        client.patch("/customers/" + customer, 1, "{\"company\":\"锦里\"}").expect(200);

        var erasure = erase(customer);
        awaitWaiting(erasure);

        var answers = answersDuring(
                "/archives/interactions/" + talk,
                () -> client.post("/modules/archives/start").expect(200));
        assertThat(client.get("/operations/" + erasure).expect(200).text("state"))
                .isEqualTo("DONE");
        assertThat(answers).isNotEmpty().allSatisfy(OperationsContract::assertNobodys);
        assertErased(customer, bought);
        awaitCaughtUp();
    }

    @Test
    @DisplayName("CORE-14, edge 32: a removed module does its part when it is installed again, even after a kill")
    @Order(3)
    void aRemovedModuleDoesItsPartWhenItIsInstalledAgainEvenAfterAKill() throws Exception {
        var survivor = create("移除一");
        var absorbed = create("移除二");
        var erased = create("移除三");
        var moved = purchase(absorbed);
        var talk = interaction(absorbed);
        var bought = purchase(erased);
        awaitTimeline(absorbed, "archives.purchase.completed");
        client.delete("/modules/archives").expect(200);

        var merge = merge(survivor, absorbed);
        var erasure = erase(erased);
        awaitWaiting(merge);
        awaitWaiting(erasure);
        kithwork.kill();
        kithwork.start();
        client = KithworkClient.signIn(kithwork);
        client.get("/customers/" + absorbed).expect(301);
        client.get("/customers/" + erased).expect(404);
        awaitWaiting(merge);

        var answers = answersDuring(
                "/archives/purchases?customer=" + survivor,
                () -> client.post("/modules/archives/install").expect(200));
        assertThat(client.get("/operations/" + merge).expect(200).text("state")).isEqualTo("DONE");
        assertThat(client.get("/operations/" + erasure).expect(200).text("state"))
                .isEqualTo("DONE");
        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(ids(answer)).containsExactly(moved));
        assertBelongs(survivor, absorbed, talk);
        assertErased(erased, bought);
        awaitTimeline(survivor, "core.customer.merged");
        awaitCaughtUp();
    }

    /** The merge's id; its alias holds by then. */
    private String merge(String survivor, String absorbed) {
        var merge = client.post("/customers/" + survivor + "/merges", "{\"absorbed\":\"" + absorbed + "\"}")
                .expect(202)
                .text("id");
        var answer = client.get("/customers/" + absorbed).expect(301);
        assertThat(answer.response().headers().firstValue("Location").orElseThrow())
                .endsWith(survivor);
        return merge;
    }

    /** The erasure's id; nobody finds the customer by then. */
    private String erase(String customer) {
        var erasure = client.post("/customers/" + customer + "/erasures", "{\"mode\":\"ERASE\",\"basis\":\"本人要求\"}")
                .expect(202)
                .text("id");
        client.get("/customers/" + customer).expect(404);
        return erasure;
    }

    /** All have done their part but archives, whose part says why it waits. */
    private void awaitWaiting(String operation) {
        await(() -> {
            var found = client.get("/operations/" + operation).expect(200);
            assertThat(found.text("state")).isEqualTo("WAITING");
            for (var step : found.body().path("steps")) {
                if (step.path("participant").asText().equals("archives")) {
                    assertThat(step.path("state").asText()).isEqualTo("WAITING");
                    assertThat(step.path("reason").asText()).isEqualTo("module-not-running");
                } else {
                    assertThat(step.path("state").asText()).as("%s", step).isEqualTo("DONE");
                }
            }
            assertThat(found.body().path("steps").findValuesAsText("participant"))
                    .contains("archives");
        });
    }

    /** What the path answers with 200 while the change is made and once after it; else it is 503 or, removed, 404. */
    private Queue<JsonNode> answersDuring(String path, Runnable change) throws InterruptedException {
        var answers = new ConcurrentLinkedQueue<JsonNode>();
        var statuses = new ConcurrentLinkedQueue<Integer>();
        var over = new AtomicBoolean();
        var reader = new Thread(() -> {
            boolean last;
            do {
                last = over.get();
                var answer = client.get(path);
                statuses.add(answer.status());
                if (answer.status() == 200) {
                    answers.add(answer.body());
                }
            } while (!last);
        });
        reader.start();
        try {
            change.run();
        } finally {
            over.set(true);
            reader.join();
        }
        assertThat(statuses).isSubsetOf(200, 404, 503);
        return answers;
    }

    private void assertBelongs(String survivor, String absorbed, String talk) {
        var talked = client.get("/archives/interactions/" + talk).expect(200);
        assertThat(talked.text("customerId")).isEqualTo(survivor);
        assertThat(talked.text("body")).isEqualTo("问了价格");
        assertThat(ids(client.get("/archives/interactions?customer=" + survivor)
                        .expect(200)
                        .body()))
                .containsExactly(talk);
        awaitTimeline(survivor, "archives.purchase.completed");
        assertThat(client.get("/archives/purchases").expect(200).body().toString())
                .doesNotContain(absorbed);
    }

    private void assertErased(String customer, String bought) {
        for (var list : List.of("purchases", "interactions", "timeline", "summary")) {
            client.get("/archives/" + list + "?customer=" + customer).expect(404);
        }
        assertNobodys(client.get("/archives/purchases/" + bought).expect(200).body());
        for (var list : List.of("purchases", "interactions")) {
            assertThat(client.get("/archives/" + list).expect(200).body().toString())
                    .doesNotContain(customer);
        }
    }

    /** The bare record of a purchase or an interaction, for the books. */
    private static void assertNobodys(JsonNode found) {
        for (var personal : List.of("customerId", "topic", "body", "outcome")) {
            assertThat(found.path(personal).asText("")).as("%s", found).isIn("", "null");
        }
    }

    /** What the module missed of the journal is delivered as well, and nothing of it failed. */
    private void awaitCaughtUp() {
        try (var shell = KithworkShell.of(kithwork)) {
            await(() -> {
                var status = KithworkClient.tree(
                        shell.run("journal:status --json").expect(0).text().strip());
                assertThat(status).isNotEmpty().allSatisfy(handler -> {
                    assertThat(handler.path("lag").asInt()).isZero();
                    assertThat(handler.path("parked").asInt()).isZero();
                });
            });
        }
    }

    private void awaitTimeline(String customer, String type) {
        await(() -> assertThat(client.get("/archives/timeline?customer=" + customer)
                        .expect(200)
                        .body()
                        .path("items")
                        .findValuesAsText("type"))
                .contains(type));
    }

    private static void await(ThrowingRunnable condition) {
        Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(250)).untilAsserted(condition);
    }

    private static List<String> ids(JsonNode list) {
        var ids = new ArrayList<String>();
        list.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private String create(String name) {
        return client.post("/customers", "{\"fullName\":\"" + name + "\"}")
                .expect(201)
                .text("id");
    }

    private String purchase(String customer) {
        return client.post("/archives/purchases", ArchivesCalls.purchaseOf(customer))
                .expect(201)
                .text("id");
    }

    private String interaction(String customer) {
        return client.post(
                        "/archives/interactions",
                        "{\"customerId\":\"" + customer + "\",\"channel\":\"PHONE\",\"direction\":\"IN\","
                                + "\"at\":\"2026-05-01T10:00:00+08:00\",\"topic\":\"询价\",\"body\":\"问了价格\"}")
                .expect(201)
                .text("id");
    }
}
