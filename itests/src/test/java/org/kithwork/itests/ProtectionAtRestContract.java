package org.kithwork.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
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
 * 200 telephone numbers come in by every door and go through merge, export and erasure; afterwards no file of the
 * installation, its logs or its database holds one of them in clear.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ProtectionAtRestContract {

    private final PlantedNumbers numbers = new PlantedNumbers(200);
    private KithworkProcess kithwork;
    private KithworkClient client;

    /** The archive on the database, not started. */
    abstract KithworkProcess unpacked() throws Exception;

    /** Where the database lies, if it does not lie among the data; what it holds in memory is written first. */
    abstract List<Path> databaseFiles() throws Exception;

    @BeforeAll
    void start() throws Exception {
        kithwork = unpacked().with("KITHWORK_MODULES", "archives").start();
        client = KithworkClient.setUp(kithwork);
        client.awaitPath("/archives/purchases");
    }

    @AfterAll
    void stop() throws Exception {
        kithwork.close();
    }

    @Test
    @Order(1)
    void theSearchFindsWhatLiesInClear(@TempDir Path folder) throws Exception {
        var text = "x" + numbers.all().get(0) + "x";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Files.write(folder.resolve(charset.name()), text.getBytes(charset));
        }
        Files.writeString(folder.resolve("spaced"), text.substring(0, 4) + " " + text.substring(4));
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        Files.write(folder.resolve("gzip"), packed.toByteArray());
        var zipped = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("packed"));
            zip.write(packed.toByteArray());
            zip.closeEntry();
        }
        Files.write(folder.resolve("zip"), zipped.toByteArray());

        assertThat(numbers.in(folder)).hasSize(6);
    }

    @Test
    @Order(2)
    void theNumbersAreToldToTheSystem() {
        var made = numbers.part(0, 50).stream().map(this::create).toList();
        for (int i = 0; i < 10; i += 2) {
            client.post("/customers/" + made.get(i) + "/merges", Map.of("absorbed", made.get(i + 1)))
                    .expect(202);
        }
        client.post("/customers/" + made.get(20) + "/erasures", Map.of("mode", "ERASE", "basis", "wish"))
                .expect(202);
        var export = client.post("/customers/" + made.get(30) + "/exports")
                .expect(202)
                .text("id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> client.get("/operations/" + export).text("state").equals("DONE"));
        client.get("/customers/" + made.get(30) + "/exports/" + export).expect(200);
        client.post("/customers/" + made.get(31) + "/unmask", Map.of("reason", "call back"))
                .expect(200);
        inText(made.get(40));
        inHeadings(made.get(41));
        inAnImport();
        inAnImportOfHeadings(made.get(42));
        inReasons(made.get(43), made.get(44));
        inWhatIsRefused();
        underIdempotencyKeys();
        assertThat(client.get("/customers?q=" + numbers.all().get(45)).body().path("items"))
                .hasSize(1);
    }

    private String create(String number) {
        var spaced = number.substring(0, 3) + " " + number.substring(3, 7) + " " + number.substring(7);
        return client.post(
                        "/customers",
                        Map.of(
                                "fullName", "植入" + number.charAt(10),
                                "note", "also " + number,
                                "contactPoints", List.of(Map.of("type", "PHONE", "value", spaced))))
                .expect(201)
                .text("id");
    }

    private void inText(String customer) {
        for (var number : numbers.part(50, 80)) {
            client.post(
                            "/archives/interactions",
                            Map.of(
                                    "customerId",
                                    customer,
                                    "channel",
                                    "PHONE",
                                    "direction",
                                    "IN",
                                    "topic",
                                    "call back",
                                    "body",
                                    "asks to be called at " + number))
                    .expect(201);
        }
        for (var number : numbers.part(80, 90)) {
            var version =
                    client.get("/customers/" + customer).body().path("version").asLong();
            client.patch("/customers/" + customer, version, "{\"note\":\"now " + number + "\"}")
                    .expect(200);
        }
        for (var number : numbers.part(90, 100)) {
            client.post(
                            "/customers/" + customer + "/contact-points",
                            Map.of("type", "ADDRESS", "value", "成都市锦江区春熙路1号 " + number))
                    .expect(201);
        }
    }

    /** A topic and an outcome are written, changed, and read in the lists that show them. */
    private void inHeadings(String customer) {
        var rows = numbers.part(0, 100);
        for (int i = 0; i < rows.size(); i++) {
            var number = rows.get(i);
            var talk = client.post("/archives/interactions", heading(customer, number, "hour"))
                    .expect(201);
            if (i % 5 == 0) {
                var changed = heading(customer, number, "day");
                client.patch(
                                "/archives/interactions/" + talk.text("id"),
                                talk.body().path("version").asLong(),
                                "{\"topic\":\"%s\",\"outcome\":\"%s\"}"
                                        .formatted(changed.get("topic"), changed.get("outcome")))
                        .expect(200);
            }
        }
        isShown(rows, "/archives/interactions?customer=" + customer + "&limit=200", "outcome");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> isShown(rows, "/archives/timeline?customer=" + customer + "&limit=200", "text"));
    }

    private static Map<String, String> heading(String customer, String number, String when) {
        return Map.of(
                "customerId",
                customer,
                "channel",
                "PHONE",
                "direction",
                "IN",
                "topic",
                "call " + number + " within the " + when,
                "outcome",
                number + " was called within the " + when);
    }

    private void isShown(List<String> numbers, String path, String member) {
        var texts = client.get(path).expect(200).body().path("items").findValuesAsText(member);
        assertThat(numbers).allMatch(number -> texts.stream().anyMatch(text -> text.contains(number)));
    }

    /** Rows that become interactions, and rows that are refused. */
    private void inAnImportOfHeadings(String customer) {
        var file = new StringBuilder("客户,编号,日期,方式,主题,结果\n");
        var rows = numbers.part(100, 200);
        for (int i = 0; i < rows.size(); i++) {
            file.append(customer).append(",T").append(i).append(",2026-02-01 08:05,");
            file.append(i % 3 == 0 ? "no channel at all" : "电话");
            file.append(",call ").append(rows.get(i)).append(",called ").append(rows.get(i));
            file.append('\n');
        }
        var id = imported("headings.csv", file, "{\"kind\":\"interactions\",\"source\":\"desk\"}");
        var done = client.get("/imports/" + id).body();
        assertThat(done.path("created").asInt()).isEqualTo(66);
        assertThat(done.path("errors").asInt()).isEqualTo(34);
        assertThat(client.get("/imports/" + id + "/errors.csv")
                        .expect(200)
                        .response()
                        .body())
                .contains(rows.get(0), rows.get(99))
                .doesNotContain(rows.get(1));
    }

    /** The reasons that people write into the audit. */
    private void inReasons(String customer, String buyer) {
        var unmasked = numbers.part(0, 50);
        var limits = client.get("/limits").expect(200).body();
        client.patch("/limits", limits.path("version").asLong(), "{\"unmaskings\":1000}")
                .expect(200);
        for (var number : unmasked) {
            client.post("/customers/" + customer + "/unmask", Map.of("reason", "call back " + number))
                    .expect(200);
        }
        var voided = numbers.part(50, 100);
        for (var number : voided) {
            var purchase = client.post(
                            "/archives/purchases",
                            "{\"customerId\":\"" + buyer + "\",\"channel\":\"STORE\",\"currency\":\"CNY\","
                                    + "\"lines\":[{\"name\":\"茶\",\"quantity\":\"1\",\"net\":"
                                    + "{\"amount\":\"8.00\",\"currency\":\"CNY\"}}]}")
                    .expect(201)
                    .text("id");
            client.post("/archives/purchases/" + purchase + "/void", Map.of("reason", number + " bought it"))
                    .expect(200);
        }
        var doubled = numbers.part(100, 150);
        for (var number : doubled) {
            client.post("/customers", Map.of("fullName", "植入", "duplicateReason", number + " is another"))
                    .expect(201);
        }
        var erased = numbers.part(150, 200);
        for (int i = 0; i < erased.size(); i++) {
            var made = client.post("/customers", Map.of("fullName", "将去"))
                    .expect(201)
                    .text("id");
            client.post(
                            "/customers/" + made + "/erasures",
                            Map.of("mode", i % 2 == 0 ? "ERASE" : "RESTRICT", "basis", "asked from " + erased.get(i)))
                    .expect(202);
        }
        for (var action : Map.of("customer.unmasked", unmasked, "purchase.voided", voided, "customer.created", doubled)
                .entrySet()) {
            isShown(action.getValue(), "/audit?limit=200&action=" + action.getKey(), "reason");
        }
    }

    private String imported(String name, StringBuilder file, String options) {
        var id = client.importFile(name, file.toString().getBytes(UTF_8), options)
                .expect(202)
                .text("id");
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> client.get("/imports/" + id).text("state").startsWith("DONE"));
        return id;
    }

    /** Rows that become customers, and rows that are refused; the file is larger than what is held in memory. */
    private void inAnImport() {
        var file = new StringBuilder("编号,姓名,手机,邮箱,备注\n");
        var rows = numbers.part(100, 160);
        for (int i = 0; i < rows.size(); i++) {
            var isFaulty = i % 3 == 0;
            file.append("R").append(i).append(",植入,").append(rows.get(i));
            file.append(isFaulty ? ",no e-mail at all," : ",,")
                    .append(rows.get(i))
                    .append('\n');
        }
        for (int i = 0; i < 8_000; i++) {
            file.append("F").append(i).append(",,,no e-mail at all,filler that is refused\n");
        }
        var id =
                imported("planted.csv", file, "{\"kind\":\"customers\",\"source\":\"pos\",\"key\":\"identifier:pos\"}");
        assertThat(client.get("/imports/" + id).body().path("created").asInt()).isPositive();
        client.get("/imports/" + id + "/errors.csv").expect(200);
    }

    /** What is wrong comes in as well: bodies that cannot be read, searches, addresses, names of files. */
    private void inWhatIsRefused() {
        for (var number : numbers.part(160, 180)) {
            client.post("/customers", "{\"fullName\":\"x\",\"phone\":\"" + number + "\"}")
                    .expect(400);
            client.post("/customers", "{\"fullName\":\"x\"," + number + "}").expect(400);
            client.post(
                            "/customers",
                            Map.of("contactPoints", List.of(Map.of("type", "PHONE", "value", number + "99999"))))
                    .expect(422);
            client.get("/customers?q=" + number + "&sort=" + number).expect(400);
            client.get("/customers/" + number).expect(404);
            client.get("/customers?cursor=" + URLEncoder.encode(number, UTF_8)).expect(400);
        }
    }

    private void underIdempotencyKeys() {
        for (var number : numbers.part(180, 200)) {
            var body = "{\"fullName\":\"植入\",\"contactPoints\":[{\"type\":\"PHONE\",\"value\":\"" + number + "\"}]}";
            var first = once(number, body).expect(201);
            assertThat(once(number, body).expect(201).text("id")).isEqualTo(first.text("id"));
            once(number, body.replace("植入", "别人")).expect(422);
        }
    }

    private KithworkClient.Answer once(String key, String body) {
        return client.send(
                "POST", "/customers", BodyPublishers.ofString(body), "application/json", "Idempotency-Key", key);
    }

    @Test
    @DisplayName("CORE-15, S-23, S-24: while the system runs no file and no log holds one of the numbers")
    @Order(3)
    void noFileHoldsOneOfThemWhileTheSystemRuns() throws Exception {
        assertThat(numbers.in(kithwork.data(), kithwork.home().resolve("etc"))).isEmpty();
        assertThat(numbers.all()).noneMatch(number -> kithwork.console().contains(number));
    }

    @Test
    @DisplayName("CORE-15, S-23: after it no file holds one of the numbers")
    @Order(4)
    void noFileHoldsOneOfThemAfterIt() throws Exception {
        kithwork.terminate(Duration.ofSeconds(60));
        assertThat(numbers.in(kithwork.data())).isEmpty();
        assertThat(numbers.in(databaseFiles().toArray(Path[]::new))).isEmpty();
    }
}
