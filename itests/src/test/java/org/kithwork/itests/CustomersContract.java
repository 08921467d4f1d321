package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The main job over REST on the real assembly, the same on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CustomersContract {

    private static final int KILLS = Integer.getInteger("kithwork.kills", 3);

    private final Database database;
    private KithworkProcess kithwork;
    private KithworkClient client;

    CustomersContract(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        kithwork =
                database.unpack(directory).with("KITHWORK_MODULES", "archives").start();
        client = KithworkClient.setUp(kithwork);
        client.awaitPath("/archives/purchases");
    }

    @AfterAll
    void stop() throws Exception {
        kithwork.close();
    }

    @Test
    @DisplayName("CORE-08: 张三 is found by pinyin, initials, last four and number")
    void aCustomerIsFoundByPinyinInitialsLastFourAndNumber() {
        var id = create("欧阳娜娜", "13812345678");
        for (var text : new String[] {"欧阳", "ouyang", "oynn", "娜娜", "5678", "+86 138 1234 5678"}) {
            var found = client.get("/customers?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                    .expect(200);
            assertThat(found.body().path("items").findValuesAsText("id"))
                    .as(text)
                    .contains(id);
        }
        assertThat(client.get("/customers?q=1234567").body().path("items")).isEmpty();
    }

    @Test
    void aSecondSetUpIsRefused() {
        assertThat(client.post("/setup", "{\"token\":\"x\",\"username\":\"b\",\"password\":\"another-Good-9-one\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aStrangerIsAskedToSignIn() throws Exception {
        for (var path :
                new String[] {"/customers", "/users", "/audit", "/archives/purchases", "/operations", "/modules"}) {
            assertThat(kithwork.get("/api/v1" + path).statusCode()).as(path).isIn(401, 404);
        }
        assertThat(kithwork.get("/api/v1/customers").statusCode()).isEqualTo(401);
    }

    @Test
    void aStaleChangeIsRefused() {
        var id = create("陈旧", "13812340001");
        client.patch("/customers/" + id, 1, "{\"company\":\"甲\"}").expect(200);
        client.patch("/customers/" + id, 1, "{\"company\":\"乙\"}").expect(412);
        assertThat(client.get("/customers/" + id).text("company")).isEqualTo("甲");
    }

    @Test
    @DisplayName(
            "CORE-11: a merge moves what modules hold, and the absorbed id answers 301 with no-store, again and again")
    void aPurchaseIsOnTheTimelineAndFollowsAMerge() {
        var survivor = create("合并一", "13812340011");
        var absorbed = create("合并二", "13812340012");
        client.post(
                        "/archives/purchases",
                        "{\"customerId\":\"" + absorbed
                                + "\",\"channel\":\"STORE\",\"at\":\"2026-05-01T09:30:00+08:00\","
                                + "\"currency\":\"CNY\",\"lines\":[{\"name\":\"宫保鸡丁\",\"quantity\":\"2\","
                                + "\"unitPrice\":{\"amount\":\"38.00\",\"currency\":\"CNY\"}}]}")
                .expect(201);
        client.post("/customers/" + survivor + "/merges", "{\"absorbed\":\"" + absorbed + "\",\"fields\":{}}")
                .expect(202);
        var moved = client.get("/customers/" + absorbed).expect(301);
        assertThat(moved.response().headers().firstValue("Location").orElseThrow())
                .endsWith(survivor);
        assertThat(moved.response().headers().firstValue("Cache-Control")).hasValue("no-store");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(client.get("/archives/timeline?customer=" + survivor)
                                .body()
                                .toString())
                        .contains("archives.purchase.completed"));
        assertThat(client.get("/archives/summary?customer=" + survivor)
                        .body()
                        .path("purchases")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anErasedCustomerIsGone() {
        var id = create("将被删除", "13812340021");
        client.post("/customers/" + id + "/erasures", "{\"mode\":\"ERASE\",\"basis\":\"本人要求\"}")
                .expect(202);
        client.get("/customers/" + id).expect(404);
        assertThat(client.get("/customers?q=" + URLEncoder.encode("将被删除", StandardCharsets.UTF_8))
                        .body()
                        .path("items"))
                .isEmpty();
    }

    /** what was acknowledged is there after a kill, and nothing is there by half. */
    @Test
    @DisplayName("S-33: no acknowledged customer is lost by a kill, and none is there by half")
    void noAcknowledgedCustomerIsLostByAKillAndNoneIsThereByHalf() throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        var number = new AtomicInteger();
        for (int kill = 0; kill < KILLS; kill++) {
            var writers = new ArrayList<Thread>();
            var before = acknowledged.size();
            for (int i = 0; i < 4; i++) {
                var writer = new Thread(() -> createUntilItFails(acknowledged, number), "writer-" + i);
                writer.start();
                writers.add(writer);
            }
            var enough = before + 40 + 17 * kill;
            Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> acknowledged.size() >= enough);
            kithwork.kill();
            for (var writer : writers) {
                writer.join();
            }
            kithwork.start();
            client = KithworkClient.signIn(kithwork);
        }
        for (var id : acknowledged) {
            client.get("/customers/" + id).expect(200);
        }
        client.awaitPath("/archives/purchases");
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(this::everyCustomerHasItsAuditAndItsEvent);
    }

    private void createUntilItFails(ConcurrentLinkedQueue<String> acknowledged, AtomicInteger number) {
        try {
            while (true) {
                var n = number.incrementAndGet();
                var answer = client.post(
                        "/customers",
                        "{\"fullName\":\"断电" + n
                                + "\",\"tags\":[\"kill\"],\"contactPoints\":[{\"type\":\"PHONE\",\"value\":\""
                                + "139%08d".formatted(n) + "\"}]}");
                if (answer.status() == 201) {
                    acknowledged.add(answer.text("id"));
                }
            }
        } catch (java.io.UncheckedIOException killed) {
            // the process is gone
        }
    }

    private void everyCustomerHasItsAuditAndItsEvent() {
        String next = "";
        do {
            var page = client.get("/customers?tag=kill&limit=200" + next)
                    .expect(200)
                    .body();
            for (var item : page.path("items")) {
                var id = item.path("id").asText();
                assertThat(client.get("/audit?object=" + id)
                                .expect(200)
                                .body()
                                .path("items")
                                .findValuesAsText("action"))
                        .as("audit of %s", id)
                        .contains("customer.created");
                assertThat(client.get("/archives/timeline?customer=" + id)
                                .expect(200)
                                .body()
                                .path("items")
                                .findValuesAsText("type"))
                        .as("event of %s", id)
                        .contains("core.customer.created");
            }
            next = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").asText()
                    : "";
        } while (!next.isEmpty());
    }

    private String create(String name, String phone) {
        return client.post(
                        "/customers",
                        "{\"fullName\":\"" + name + "\",\"contactPoints\":[{\"type\":\"PHONE\",\"value\":\"" + phone
                                + "\"}]}")
                .expect(201)
                .text("id");
    }
}
