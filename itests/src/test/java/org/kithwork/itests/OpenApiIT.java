package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.kithwork.itests.ApiDescription.Operation;

/**
 * Calls every operation that the running system describes. Whether each answer is as described is looked at by the client
 * itself, here as in every other test; here it shows when one was forgotten.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenApiIT {

    /** The smallest picture. */
    private static final byte[] DOT = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /** It never ends, so no answer of it can be compared; it has tests of its own. */
    private static final Set<String> ENDLESS = Set.of("GET /events");

    /** What succeeds only while a job is at work, or with a newer package. */
    private static final Set<String> NEEDS_MORE = Set.of(
            "POST /imports/{id}/pause",
            "POST /imports/{id}/resume",
            "POST /imports/{id}/cancel",
            "POST /jobs/{id}/pause",
            "POST /jobs/{id}/resume",
            "POST /jobs/{id}/cancel",
            "POST /jobs/{id}/retry",
            "POST /modules",
            "POST /modules/{name}/update",
            "POST /updates/packages",
            "POST /updates/stage");

    @TempDir
    static Path directory;

    private static KithworkProcess kithwork;
    private static KithworkClient client;

    @BeforeAll
    static void start() throws Exception {
        kithwork = KithworkProcess.unpack(directory)
                .with("KITHWORK_MODULES", "archives,funnel,intake")
                .start();
        client = KithworkClient.setUp(kithwork);
        awaitArchives(200);
    }

    @AfterAll
    static void stop() throws Exception {
        kithwork.close();
    }

    private static void awaitArchives(int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> client.get("/archives/purchases").status() == status);
    }

    private static ApiDescription description() {
        return client.description().orElseThrow();
    }

    private static JsonNode create(String path, String json) {
        return client.post(path, json).expect(201).body();
    }

    private static String customer(String name, String phone) {
        return create(
                        "/customers",
                        "{\"fullName\":\"" + name + "\",\"identifiers\":[{\"scheme\":\"pos\",\"value\":\"" + phone
                                + "\"}],\"contactPoints\":[{\"type\":\"PHONE\",\"value\":\"" + phone + "\"}]}")
                .path("id")
                .asText();
    }

    private static String idOf(JsonNode body) {
        return body.path("id").asText();
    }

    @Test
    @DisplayName("CORE-16: the document says who may and what is answered")
    @Order(1)
    void theDocumentSaysWhoMayAndWhatIsAnswered() {
        for (var operation : description().operations()) {
            var described = operation.description();
            assertThat(described.has("security") || described.has("x-permission"))
                    .as("%s says who may", operation.name())
                    .isTrue();
            assertThat(described.findValues("x-untold"))
                    .as("%s says what it answers", operation.name())
                    .isEmpty();
            assertThat(described.path("x-permission").asText()).isNotEqualTo("nobody");
        }
        assertThat(description().operations().stream()
                        .map(operation -> operation.description().path("operationId"))
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(2)
    void customersAreDescribed() {
        var first = customer("欧阳娜娜", "13812345678");
        var at = "/customers/" + first;
        client.get("/customers?q=ouyang&sort=-createdAt&limit=5").expect(200);
        client.get("/customers?count=true").expect(200);
        client.post("/customers/matches", "{\"fullName\":\"欧阳娜娜\"}").expect(200);
        client.post(
                        "/customers",
                        "{\"fullName\":\"欧阳\",\"contactPoints\":[{\"type\":\"PHONE\",\"value\":\"13812345678\"}]}")
                .expect(409);
        client.post("/customers", "{\"fulName\":\"x\"}").expect(400);
        client.post("/customers", "{}").expect(422);
        client.get(at).expect(200);
        client.patch(at, 1, "{\"sex\":2,\"birth\":{\"year\":2000,\"month\":6,\"day\":15},\"tags\":[\"vip\"]}")
                .expect(200);
        client.patch(at, 1, "{\"sex\":1}").expect(412);
        var point = client.post(at + "/contact-points", "{\"type\":\"EMAIL\",\"value\":\"nana@example.com\"}")
                .expect(201)
                .body()
                .path("contactPoints")
                .get(1)
                .path("id")
                .asText();
        client.send(
                        "PATCH",
                        at + "/contact-points/" + point,
                        BodyPublishers.ofString("{\"state\":\"VERIFIED\"}"),
                        "application/merge-patch+json")
                .expect(200);
        client.delete(at + "/contact-points/" + point).expect(200);
        client.post(at + "/identifiers", "{\"scheme\":\"card\",\"value\":\"A-1\"}")
                .expect(201);
        client.delete(at + "/identifiers/card/A-1").expect(200);
        client.post(at + "/unmask", "{\"reason\":\"Rückruf\"}").expect(200);
        client.post(
                        at + "/consents",
                        "{\"purpose\":\"MARKETING\",\"channel\":\"SMS\",\"decision\":\"GRANT\",\"noticeVersion\":\"v1\",\"evidence\":\"表单"
                                + " 17\"}")
                .expect(201);
        client.post(at + "/consents", "{\"purpose\":\"MARKETING\",\"decision\":\"GRANT\"}")
                .expect(422);
        client.get(at + "/automated-decisions").expect(200);
        client.get(at + "/consents").expect(200);
        client.get(at + "/consents/state").expect(200);
        var policy = client.get(at + "/contact-policy").expect(200).body();
        client.patch(at + "/contact-policy", policy.path("version").asLong(), "{\"preferredChannel\":\"SMS\"}")
                .expect(200);
        client.post(at + "/send-checks", "{\"purpose\":\"MARKETING\",\"channel\":\"SMS\"}")
                .expect(200);
        client.get("/customers/aggregates?by=sex").expect(200);
        client.get("/permissions/fields").expect(200);
        client.get("/limits/alerts").expect(200);
        var limits = client.get("/limits").expect(200).body();
        client.patch("/limits", limits.path("version").asLong(), "{\"unmaskings\":50}")
                .expect(200);
        var rules = client.get("/send-rules").expect(200).body();
        client.patch("/send-rules", rules.path("version").asLong(), "{\"perDay\":1}")
                .expect(200);
        assertThat(client.get(at + "/history").expect(200).body().path("items")).isNotEmpty();
        client.get(at + "/provenance").expect(200);
        client.get(at + "/profile?asOf=" + Instant.now()).expect(200);
        client.get(at + "/profile?asOf=2001-01-01").expect(422);
    }

    @Test
    @Order(3)
    void operationsOverAllModulesAreDescribed() {
        var survivor = customer("合并甲", "13800000001");
        var absorbed = customer("合并乙", "13800000002");
        client.get("/customers/" + survivor + "/merges?absorbed=" + absorbed).expect(200);
        var relations = "/customers/" + survivor + "/relations";
        var related = client.post(
                        relations, "{\"kind\":\"HOUSEHOLD\",\"from\":\"" + survivor + "\",\"to\":\"" + absorbed + "\"}")
                .expect(201)
                .body()
                .at("/items/0/id")
                .asText();
        client.get(relations).expect(200);
        client.delete(relations + "/" + related).expect(204);
        var merge = client.post("/customers/" + survivor + "/merges", "{\"absorbed\":\"" + absorbed + "\"}")
                .expect(202)
                .body();
        client.get("/customers/" + absorbed).expect(301);
        done(merge);
        done(client.delete("/customers/" + survivor + "/merges/" + idOf(merge))
                .expect(202)
                .body());
        client.get("/operations").expect(200);
        client.post("/operations/" + idOf(merge) + "/retry");
        var export =
                client.post("/customers/" + survivor + "/exports").expect(202).body();
        done(export);
        client.get("/customers/" + survivor + "/exports/" + idOf(export)).expect(200);
        done(client.post("/customers/" + absorbed + "/erasures", "{\"mode\":\"ERASE\",\"basis\":\"wish\"}")
                .expect(202)
                .body());
    }

    @Test
    @Order(3)
    void privacyIsDescribed() {
        var person = customer("隐私甲", "13800000003");
        client.get("/privacy/evidence").expect(200);
        client.get("/privacy/accesses?customer=" + person).expect(200);
        var hold = create(
                "/privacy/holds",
                "{\"customerId\":\"" + person + "\",\"reason\":\"dispute\",\"until\":\"2027-12-31\"}");
        client.get("/privacy/holds?active=true").expect(200);
        client.post("/privacy/holds/" + idOf(hold) + "/release", "{\"reason\":\"over\"}")
                .expect(200);
        var received = create(
                "/privacy/cases",
                "{\"kind\":\"ERASE\",\"customerId\":\"" + person
                        + "\",\"channel\":\"COUNTER\",\"requester\":\"SELF\",\"request\":\"please\"}");
        var at = "/privacy/cases/" + idOf(received);
        client.get("/privacy/cases?open=true").expect(200);
        var extended = client.post(at + "/extensions", versionOf(received), "{\"reason\":\"many records\"}")
                .expect(200)
                .body();
        var checked = client.post(
                        at + "/moves", versionOf(extended), "{\"state\":\"IDENTITY_CHECKED\",\"text\":\"passport\"}")
                .expect(200)
                .body();
        var previewed = client.post(at + "/previews", versionOf(checked), "")
                .expect(200)
                .body();
        client.post(at + "/moves", versionOf(previewed), "{\"state\":\"EXECUTING\"}")
                .expect(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get(at).expect(200).text("state").equals("DONE"));
        var proof = "/privacy/certificates/" + client.get(at).text("operationId");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get(proof).status() == 200);
        var certificate = client.get(proof).body().toString();
        assertThat(client.post("/privacy/certificates/verify", certificate)
                        .expect(200)
                        .text("genuine"))
                .isEqualTo("true");
    }

    @Test
    @Order(3)
    void retentionIsDescribed() {
        client.get("/privacy/retention/rules").expect(200);
        client.send(
                        "PUT",
                        "/privacy/retention/rules/core.send",
                        BodyPublishers.ofString("{\"months\":12,\"action\":\"DELETE\",\"active\":false}"),
                        "application/json",
                        "If-Match",
                        "\"0\"")
                .expect(200);
        var trial = client.post("/privacy/retention/trials", "{}").expect(202).text("id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        client.get("/privacy/retention/runs/" + trial).body().hasNonNull("finishedAt"));
        client.post("/privacy/retention/runs", "{}").expect(202);
        client.get("/privacy/retention/runs").expect(200);
    }

    private static long versionOf(JsonNode body) {
        return body.path("version").asLong();
    }

    @Test
    @Order(3)
    void workingDaysAreDescribed() {
        create("/calendar/days", "{\"date\":\"2026-12-12\",\"working\":true,\"name\":\"盘点\"}");
        client.post("/calendar/days", "{\"date\":\"2026-12-12\",\"working\":true}")
                .expect(409);
        client.post("/calendar/days", "{\"date\":\"soon\"}").expect(422);
        client.get("/calendar/days/2026-12-12").expect(200);
        client.patch("/calendar/days/2026-12-12", 1, "{\"name\":null}").expect(200);
        client.patch("/calendar/days/2026-12-12", 1, "{\"working\":false}").expect(412);
        assertThat(client.get("/calendar/years/2026")
                        .expect(200)
                        .body()
                        .path("workingDays")
                        .asInt())
                .isEqualTo(249);
        client.delete("/calendar/days/2026-12-12").expect(204);
        client.get("/calendar/days/2026-12-12").expect(404);
        var file =
                "{\"content\":\"{\\\"year\\\":2027,\\\"days\\\":[{\\\"date\\\":\\\"2027-01-01\\\",\\\"isOffDay\\\":true}]}\"}";
        client.post("/calendar/imports", file).expect(200);
        client.post("/calendar/imports", "{\"content\":\"nothing\"}").expect(422);
        client.delete("/calendar/years/2027").expect(204);
        client.delete("/calendar/years/2027").expect(404);
        client.get("/calendar/years/9999").expect(404);
    }

    @Test
    @Order(3)
    void ratesAreDescribed() {
        create("/currencies", "{\"code\":\"USD\"}");
        create("/currencies", "{\"code\":\"KWD\"}");
        client.get("/currencies").expect(200);
        client.delete("/currencies/KWD").expect(204);
        client.delete("/currencies/CNY").expect(409);
        var wrong = create("/rates", "{\"from\":\"USD\",\"date\":\"2026-03-02\",\"rate\":\"71.2\",\"source\":\"央行\"}");
        client.post("/rates", "{\"from\":\"USD\",\"date\":\"2026-03-02\",\"rate\":\"7\"}")
                .expect(409);
        client.post("/rates", "{\"from\":\"GBP\"}").expect(422);
        var right = create("/rates/" + idOf(wrong) + "/corrections", "{\"rate\":\"7.12\",\"reason\":\"手误\"}");
        client.get("/rates/" + idOf(wrong)).expect(200);
        client.get("/rates?currency=USD&replaced=true&limit=1").expect(200);
        var converted = client.get("/rates/conversion?amount=100&from=USD&to=CNY&date=2026-03-03")
                .expect(200)
                .body();
        assertThat(converted.at("/money/amount").asText()).isEqualTo("712.00");
        assertThat(converted.at("/rate/value").asText()).isEqualTo("7.12");
        client.get("/rates/conversion?amount=100&from=USD&date=2020-01-01").expect(409);
        client.post("/rates/" + idOf(right) + "/withdrawal", "{}").expect(200);
        client.post("/rates/" + idOf(right) + "/withdrawal", "{}").expect(409);
    }

    @Test
    @Order(3)
    void backupsAreDescribed() {
        var job =
                client.post("/backups", "{\"name\":\"described\"}").expect(202).text("id");
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> client.get("/jobs/" + job).text("state").equals("DONE"));
        assertThat(client.get("/backups").expect(200).body().path("items").findValuesAsText("name"))
                .contains("described");
        assertThat(client.get("/backups/described").expect(200).text("verifiedAt"))
                .isNotEmpty();
        client.post("/backups/described/verifications").expect(202);
        client.post("/backups/none/verifications").expect(404);
        client.post("/backups", "{\"name\":\"described\"}").expect(409);
        client.post("/backups", "{\"name\":\"../up\"}").expect(422);
        client.get("/backups/none").expect(404);
    }

    @Test
    @Order(3)
    void possibleDuplicatesAreDescribed() {
        var first = customer("重复", "13800000031");
        create(
                "/customers",
                "{\"fullName\":\"重复\",\"duplicateReason\":\"两位\",\"contactPoints\":"
                        + "[{\"type\":\"PHONE\",\"value\":\"13800000031\"}]}");
        var job = client.post("/duplicates/search", "{\"weights\":\"DEFAULT\"}")
                .expect(202)
                .text("id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        client.get("/jobs/" + job).expect(200).text("state").equals("DONE"));
        var pairs =
                client.get("/duplicates?state=OPEN&limit=5").expect(200).body().path("items");
        assertThat(pairs).hasSize(1);
        assertThat(pairs.get(0).path("score").asInt()).isEqualTo(80);
        assertThat(client.get("/customers/" + first + "/duplicates")
                        .expect(200)
                        .body()
                        .path("items"))
                .hasSize(1);
        var at = "/duplicates/" + idOf(pairs.get(0));
        client.get(at).expect(200);
        client.post(at + "/verdict", "{\"verdict\":\"DISTINCT\"}").expect(422);
        client.post(at + "/verdict", "{\"verdict\":\"DISTINCT\",\"reason\":\"父子\"}")
                .expect(200);
        assertThat(client.get("/duplicates").expect(200).body().path("items")).isEmpty();
        client.get("/duplicates?state=SOME").expect(422);
        client.get("/duplicates/" + first).expect(404);
    }

    /** The fields of parcel stations, retired at once: none is left for the other tests. */
    private static void ofATrade() {
        assertThat(client.get("/fields/sets").expect(200).body().path("items").findValuesAsText("set"))
                .contains("hotel", "catering", "parcel");
        client.post("/fields/sets/florist", "{}").expect(404);
        for (var made :
                client.post("/fields/sets/parcel", "{}").expect(200).body().path("items")) {
            client.patch("/fields/" + idOf(made), made.path("version").asLong(), "{\"retired\":true}")
                    .expect(200);
        }
    }

    @Test
    @Order(3)
    void fieldsOfTheCompanyAreDescribed() {
        assertThat(client.get("/fields/objects")
                        .expect(200)
                        .body()
                        .path("items")
                        .get(0)
                        .path("object")
                        .asText())
                .isEqualTo("core:customer");
        var field = create(
                "/fields",
                "{\"object\":\"core:customer\",\"key\":\"room_type\",\"type\":\"CHOICE\",\"searchable\":true,"
                        + "\"title\":{\"zh\":\"房型\",\"en\":\"Room\"},\"choices\":[{\"key\":\"suite\","
                        + "\"title\":{\"zh\":\"套房\",\"en\":\"Suite\"}}]}");
        var at = "/fields/" + idOf(field);
        client.get(at).expect(200);
        client.patch(at, field.path("version").asLong(), "{\"position\":5}").expect(200);
        client.post("/fields", "{\"object\":\"core:customer\",\"key\":\"Room\"}")
                .expect(422);
        assertThat(client.get("/fields").expect(200).body().path("items")).hasSize(1);
        ofATrade();
        assertThat(client.get("/fields/mine").expect(200).body().path("items")).hasSize(1);
        var id = customer("房客", "13800000041");
        var version = client.get("/customers/" + id).body().path("version").asLong();
        var changed = client.patch("/customers/" + id, version, "{\"fields\":{\"room_type\":\"suite\"}}")
                .expect(200)
                .body();
        assertThat(changed.path("fields").path("room_type").asText()).isEqualTo("suite");
        client.patch("/customers/" + id, changed.path("version").asLong(), "{\"fields\":{\"nothing\":1}}")
                .expect(400);
        assertThat(client.get("/customers?field.room_type=suite")
                        .expect(200)
                        .body()
                        .path("items"))
                .hasSize(1);
        client.get("/customers?field.nothing=1").expect(400);
    }

    private static JsonNode done(JsonNode operation) {
        var at = "/operations/" + idOf(operation);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get(at).expect(200).text("state").equals("DONE"));
        return client.get(at).body();
    }

    @Test
    @Order(4)
    void companyAndPlacesAreDescribed() {
        var company = client.get("/company").expect(200).body();
        var changed = client.patch("/company", company.path("version").asLong(), "{\"name\":\"锦里\"}")
                .expect(200);
        assertThat(changed.text("name")).isEqualTo("锦里");
        client.put("/company/logo", DOT, "image/png").expect(200);
        KithworkClient.stranger(kithwork).get("/company/logo").expect(200);
        client.delete("/company/logo").expect(204);
        var store = create("/stores", "{\"name\":\"宽窄巷子店\"}");
        client.get("/stores").expect(200);
        client.get("/stores/" + idOf(store)).expect(200);
        client.patch("/stores/" + idOf(store), 1, "{\"zone\":\"Asia/Urumqi\"}").expect(200);
        var team = create("/teams", "{\"name\":\"前厅\"}");
        client.get("/teams").expect(200);
        client.patch("/teams/" + idOf(team), 1, "{\"name\":\"前厅一组\"}").expect(200);
        var other = create("/stores", "{\"name\":\"春熙路店\"}");
        var transfer = "/stores/" + idOf(store) + "/transfer";
        client.get(transfer).expect(200);
        client.post(transfer, "{\"to\":\"" + idOf(other) + "\"}").expect(202);
    }

    @Test
    @Order(5)
    void usersAndTheirRightsAreDescribed() {
        client.get("/permissions").expect(200);
        client.get("/roles").expect(200);
        var role = create(
                "/roles", "{\"name\":\"看客\",\"grants\":[{\"permission\":\"core:customer:view\",\"scope\":\"ALL\"}]}");
        client.get("/roles/" + idOf(role)).expect(200);
        client.patch("/roles/" + idOf(role), role.path("version").asLong(), "{\"name\":\"访客\"}")
                .expect(200);
        var user = create("/users", "{\"username\":\"guest\",\"roles\":[\"" + idOf(role) + "\"]}");
        var at = "/users/" + idOf(user);
        client.get("/users").expect(200);
        client.get(at).expect(200);
        client.patch(at, 1, "{\"displayName\":\"客人\"}").expect(200);
        client.get(at + "/access").expect(200);
        var me = client.get("/session").expect(200).body().at("/user/id").asText();
        client.get(at + "/reassignment").expect(200);
        client.post(at + "/reassignment", "{\"to\":\"" + me + "\"}").expect(202);
        var famous = customer("名人", "13800000021");
        var limit = "/restrictions/" + famous;
        client.get("/restrictions").expect(200);
        client.get(limit).expect(200);
        client.send(
                        "PUT",
                        limit,
                        BodyPublishers.ofString("{\"users\":[\"" + me + "\"],\"reason\":\"名人\"}"),
                        "application/json",
                        "If-Match",
                        "\"1\"")
                .expect(200);
        client.get(at + "/access?customer=" + famous).expect(200);
        client.send(
                        "POST",
                        limit + "/opening",
                        BodyPublishers.ofString("{\"reason\":\"不再需要\"}"),
                        "application/json",
                        "If-Match",
                        "\"2\"")
                .expect(200);
        var link = client.post(at + "/password-link").expect(200).text("passwordLink");
        new People(kithwork, client).choosePassword(link, "a-Very-good-1-indeed");
        var stranger = KithworkClient.stranger(kithwork);
        stranger.post("/session", "{\"username\":\"guest\",\"password\":\"wrong\"}");
        var guest = KithworkClient.signIn(kithwork, "guest", "a-Very-good-1-indeed");
        guest.get("/session").expect(200);
        guest.get("/users").expect(403);
        guest.send(
                        "PUT",
                        "/password",
                        BodyPublishers.ofString(
                                "{\"current\":\"a-Very-good-1-indeed\",\"password\":\"another-Good-2-one\"}"),
                        "application/json")
                .expect(204);
        guest.delete("/session").expect(204);
        guest.get("/session").expect(401);
        client.patch(at, client.get(at).body().path("version").asLong(), "{\"roles\":[]}")
                .expect(200);
        client.delete("/roles/" + idOf(role)).expect(204);
        var other = KithworkClient.signIn(kithwork);
        var sessions = other.get("/sessions").expect(200).body().path("items");
        for (var session : sessions) {
            if (session.path("current").asBoolean()) {
                client.delete("/sessions/" + idOf(session)).expect(204);
            }
        }
        client.post("/session/step-up", "{\"password\":\"" + KithworkClient.PASSWORD + "\"}")
                .expect(204);
        client.post("/session/step-up", "{\"password\":\"wrong\"}").expect(422);
        client.patch(
                        "/mails/server",
                        0,
                        "{\"host\":\"localhost\",\"port\":1,\"security\":\"NONE\",\"sender\":\"a@example.com\",\"site\":\"https://crm.example.com\"}")
                .expect(200);
        client.get("/mails/server").expect(200);
        assertThat(client.post("/mails/server/trials", "{\"to\":\"b@example.com\"}")
                        .expect(200)
                        .text("problem"))
                .isEqualTo("UNREACHABLE");
        client.get("/mails?state=FAILED").expect(200);
        client.delete("/mails/server").expect(204);
        create("/outbound-hosts", "{\"host\":\"sms.example.com\",\"note\":\"短信\"}");
        client.get("/outbound-hosts").expect(200);
        client.delete("/outbound-hosts/sms.example.com").expect(204);
        var token = create("/tokens", "{\"name\":\"till\",\"scopes\":[\"core:customer:view\"]}");
        client.get("/tokens").expect(200);
        client.delete("/tokens/" + idOf(token)).expect(204);
        var calendar = create("/links", "{\"purpose\":\"archives:calendar\",\"name\":\"手机\"}");
        client.post("/links", "{\"purpose\":\"archives:nothing\"}").expect(422);
        client.get("/links?purpose=archives:calendar&mine=true").expect(200);
        client.delete("/links/" + idOf(calendar)).expect(204);
    }

    @Test
    @Order(6)
    @DisplayName("ARC-12: a calendar reads follow-ups by a link without signing in, until the link is taken back")
    void aCalendarReadsFollowUps() throws Exception {
        var customer = customer("诸葛青云", "13800000017");
        create(
                "/archives/follow-ups",
                "{\"customerId\":\"" + customer + "\",\"kind\":\"VISIT\",\"subject\":\"不外传\",\"planAt\":\""
                        + Instant.now().plus(Duration.ofDays(2)) + "\"}");
        var link = create("/links", "{\"purpose\":\"archives:calendar\",\"name\":\"平板\"}");
        var path = link.path("path").asText();

        var calendar = calendar(path, "");
        assertThat(calendar.statusCode()).as(calendar.body()).isEqualTo(200);
        assertThat(calendar.headers().firstValue("Content-Type")).contains("text/calendar; charset=utf-8");
        assertThat(calendar.body().replace("\r\n ", ""))
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("拜访：诸葛青云", kithwork.uri("/ui/customers/" + customer).toString())
                .doesNotContain("不外传");
        var tag = calendar.headers().firstValue("ETag").orElseThrow();
        assertThat(calendar(path, tag).statusCode()).isEqualTo(304);
        assertThat(client.get("/links?purpose=archives:calendar")
                        .expect(200)
                        .body()
                        .findValues("path"))
                .as("the address is told once")
                .allMatch(JsonNode::isNull);

        client.delete("/links/" + idOf(link)).expect(204);
        var over = calendar(path, tag);
        var unknown = calendar("/public/archives/calendar/" + "A".repeat(43) + ".ics", "");
        assertThat(over.statusCode()).isEqualTo(404);
        assertThat(withoutId(over)).isEqualTo(withoutId(unknown));
        assertThat(withoutId(calendar("/public/archives/calendar/", ""))).isEqualTo(withoutId(unknown));
    }

    private static HttpResponse<String> calendar(String path, String tag) throws Exception {
        var request = HttpRequest.newBuilder(kithwork.uri(path)).header("Accept-Language", "zh-CN");
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.statusCode() + answer.body().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    @Test
    @Order(6)
    void theSecondFactorIsDescribed() throws Exception {
        var user = create("/users", "{\"username\":\"careful\"}");
        var at = "/users/" + idOf(user);
        var link = client.post(at + "/password-link").expect(200).text("passwordLink");
        new People(kithwork, client).choosePassword(link, "a-Very-good-1-indeed");
        var careful = KithworkClient.signIn(kithwork, "careful", "a-Very-good-1-indeed");
        careful.get("/second-factor").expect(200);
        var secret = careful.post("/second-factor").expect(200).text("secret");
        careful.post("/second-factor/confirmation", "{\"code\":\"1\"}").expect(422);
        careful.post("/second-factor/confirmation", "{\"code\":\"" + OneTimeCode.of(secret) + "\"}")
                .expect(200);
        careful.post("/second-factor/recovery-codes").expect(200);
        KithworkClient.stranger(kithwork)
                .post("/session", "{\"username\":\"careful\",\"password\":\"a-Very-good-1-indeed\"}")
                .expect(401);
        careful.delete("/second-factor").expect(204);
        var key = careful.post(
                        "/ssh-keys",
                        "{\"publicKey\":\"ssh-ed25519"
                                + " AAAAC3NzaC1lZDI1NTE5AAAAIB9dG4kjRhQTtWTVzd2t27+t0DEHBPW7iOD23TUiYLio\"}")
                .expect(201);
        careful.get("/ssh-keys").expect(200);
        careful.post("/ssh-keys", "{\"publicKey\":\"none\"}").expect(422);
        careful.delete("/ssh-keys/" + key.text("id")).expect(204);
        client.delete(at + "/second-factor").expect(204);
    }

    @Test
    @Order(6)
    void theFunnelIsDescribed() {
        var colleague = new People(kithwork, client).signedIn("approver", "owner");
        new FunnelCalls(client, colleague, customer("唐建军", "13800000012")).all();
    }

    @Test
    @Order(6)
    void archivesAreDescribed() {
        new ArchivesCalls(client, customer("唐建国", "13800000011")).all();
    }

    @Test
    @Order(6)
    @DisplayName("IMP-10: what is sent in at a public address becomes a customer, and staff decide what is in doubt")
    void intakeIsDescribed() throws Exception {
        await("/intake/forms", true);
        var form = create("/intake/forms", FORM.formatted("sign-up", "false"));
        client.get("/intake/forms").expect(200);
        client.get("/intake/forms/" + idOf(form)).expect(200);
        client.patch("/intake/forms/" + idOf(form), 1, "{\"sites\":[\"https://www.example.com\"]}")
                .expect(200);
        var page = new PublicForm(kithwork, "sign-up");
        assertThat(page.policy()).contains("frame-ancestors https://www.example.com");
        page.send("fullName=%E5%BC%A0%E4%B8%89&phone=13800000077&consent-0=yes");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !submissions("ACCEPTED").isEmpty());
        var accepted = submissions("ACCEPTED").get(0);
        client.get("/intake/submissions/" + idOf(accepted)).expect(200);
        var customer = accepted.path("customerId").asText();
        assertThat(client.get("/customers/" + customer).expect(200).text("displayName"))
                .isEqualTo("张三");
        assertThat(client.get("/customers/" + customer + "/consents")
                        .expect(200)
                        .body()
                        .toString())
                .contains("\"GRANT\"", "\"2026-1\"", idOf(accepted));

        page.send("fullName=%E6%9D%8E%E5%9B%9B&phone=13800000077");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !submissions("REVIEW").isEmpty());
        var doubtful = "/intake/submissions/" + idOf(submissions("REVIEW").get(0));
        assertThat(client.get(doubtful + "/matches").expect(200).body().findValuesAsText("id"))
                .contains(customer);
        client.post(doubtful + "/link").expect(409);
        client.post(doubtful + "/decision", "{\"what\":\"REJECT\"}").expect(422);
        client.post(doubtful + "/decision", "{\"what\":\"JOIN\",\"customerId\":\"" + customer + "\"}")
                .expect(200);

        client.get("/intake/captures/choices").expect(200);
        client.post("/intake/captures/queue", "{}").expect(200);
        assertThat(client.post("/intake/captures/kiosk", "{\"formId\":\"" + idOf(form) + "\"}")
                        .expect(200)
                        .text("path"))
                .startsWith("/public/intake/kiosk/sign-up?at=");
        assertThat(client.post(
                                "/intake/captures",
                                "{\"entries\":[{\"key\":\"0190-aaaa-bbbb-cccc\",\"formId\":\"" + idOf(form)
                                        + "\",\"phone\":\"13800000079\",\"agreed\":true,\"noticeVersion\":\"2026-1\"}]}")
                        .expect(200)
                        .body()
                        .at("/results/0/outcome")
                        .asText())
                .isEqualTo("KEPT");

        var sheet = create(
                "/intake/forms",
                "{\"slug\":\"survey\",\"title\":{\"zh\":\"电话回访\"},\"staffOnly\":true,"
                        + "\"fields\":[{\"name\":\"note\",\"required\":true}]}");
        client.get("/intake/notes/forms").expect(200);
        var interaction = client.post(
                        "/intake/notes",
                        "{\"formId\":\"" + idOf(sheet) + "\",\"customerId\":\"" + customer
                                + "\",\"answers\":{\"note\":[\"很满意\"]},\"channel\":\"PHONE\"}")
                .expect(201)
                .text("interactionId");
        assertThat(client.get("/archives/interactions/" + interaction)
                        .expect(200)
                        .text("body"))
                .contains("很满意");

        create("/intake/forms", FORM.formatted("to-confirm", "true"));
        new PublicForm(kithwork, "to-confirm").send("fullName=%E7%8E%8B%E4%BA%94&phone=13800000078");
        var waiting = "/intake/submissions/" + idOf(submissions("UNCONFIRMED").get(0));
        assertThat(client.post(waiting + "/link").expect(200).text("path")).startsWith("/public/intake/confirm/");
    }

    @Test
    @Order(6)
    @DisplayName("IMP-14: webhooks are made, tested, asked for what they were told, and told again")
    void webhooksAreDescribed() {
        await("/intake/webhooks", true);
        assertThat(client.get("/intake/webhooks/events").expect(200).body().findValuesAsText("name"))
                .contains("core.customer.created");
        var made = client.post(
                        "/intake/webhooks",
                        "{\"name\":\"仓库\",\"url\":\"https://nowhere.example.com/in\",\"events\":[\"core.customer.created\"]}")
                .expect(201)
                .body();
        assertThat(made.path("secret").asText()).startsWith("whsec_");
        var webhook = "/intake/webhooks/" + idOf(made.path("webhook"));
        client.get("/intake/webhooks").expect(200);
        client.get(webhook).expect(200);
        client.patch(webhook, 1, "{\"name\":\"仓库二\"}").expect(200);
        client.post(webhook + "/secret").expect(200);
        var ping = client.post(webhook + "/ping").expect(200).text("id");
        client.get(webhook + "/deliveries?state=PENDING").expect(200);
        client.post(webhook + "/deliveries/" + ping + "/resend").expect(200);
        client.post(webhook + "/resend").expect(200);
        assertThat(client.delete(webhook + "?dryRun=true")
                        .expect(200)
                        .body()
                        .path("waiting")
                        .asInt())
                .isEqualTo(1);
        client.delete(webhook).expect(200);
        client.get(webhook).expect(404);
    }

    @Test
    @Order(6)
    @DisplayName(
            "IMP-14, IMP-15, IMP-16: feeds are made, signed messages and orders come in, and the logs say what became of them")
    void feedsAreDescribed() throws Exception {
        await("/intake/feeds", true);
        var made = client.post(
                        "/intake/feeds",
                        "{\"slug\":\"shop\",\"name\":\"商城\",\"type\":\"HOOK\",\"kind\":\"customers\",\"mapping\":"
                                + "{\"/id\":\"identifier:shop\",\"/name\":\"fullName\",\"/phone\":\"contact:PHONE\"}}")
                .expect(201)
                .body();
        var feed = "/intake/feeds/" + idOf(made.path("feed"));
        client.get("/intake/feeds").expect(200);
        client.get(feed).expect(200);
        client.patch(feed, 1, "{\"name\":\"商城二\"}").expect(200);
        client.get(feed + "/messages?state=WAITING").expect(200);
        var hook = new SignedHook(kithwork, "shop", made.path("secret").asText());
        assertThat(hook.send("h-1", "{\"id\":\"S-1\",\"name\":\"王小波\",\"phone\":\"13800000091\"}"))
                .isEqualTo(202);
        assertThat(hook.send("h-2", "{\"id\":\"S-2\",\"name\":\"\",\"phone\":\"nonsense\"}"))
                .isEqualTo(202);
        assertThat(hook.sendForged("h-3", "{}")).isEqualTo(401);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> messages(feed, "DONE").size() == 1
                        && messages(feed, "WAITING").size() == 1);
        client.post(feed + "/messages/" + idOf(messages(feed, "WAITING").get(0)) + "/retry")
                .expect(200);
        client.post(feed + "/secret").expect(200);
        assertThat(client.delete(feed + "?dryRun=true").expect(200).text("name"))
                .isEqualTo("商城二");
        client.delete(feed).expect(200);
        assertThat(hook.send("h-4", "{}")).isEqualTo(404);
        var folder = client.post(
                        "/intake/feeds",
                        "{\"slug\":\"till\",\"name\":\"收银\",\"type\":\"FOLDER\",\"kind\":\"customers\"}")
                .expect(201)
                .body();
        client.get("/intake/feeds/" + idOf(folder.path("feed")) + "/files").expect(200);
        var order = "{\"source\":\"shop\",\"externalId\":\"O-1\",\"customer\":\"S-1\",\"at\":\"2026-03-01T10:00:00Z\","
                + "\"lines\":[{\"sku\":\"A\",\"quantity\":\"2\",\"unitPrice\":\"9.90\"}],"
                + "\"returns\":[{\"returnId\":\"R-1\",\"at\":\"2026-03-02T10:00:00Z\",\"sku\":\"A\",\"quantity\":\"1\"}]}";
        assertThat(client.post("/intake/orders", order)
                        .expect(200)
                        .body()
                        .path("created")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.post("/intake/orders", order)
                        .expect(200)
                        .body()
                        .path("unchanged")
                        .asInt())
                .isEqualTo(2);
        client.post(
                        "/intake/orders",
                        "{\"source\":\"shop\",\"externalId\":\"O-2\",\"returns\":[{\"returnId\":\"R-2\",\"at\":"
                                + "\"2026-03-02T10:00:00Z\",\"sku\":\"A\",\"quantity\":\"1\"}]}")
                .expect(409);
    }

    private static JsonNode messages(String feed, String state) {
        return client.get(feed + "/messages?state=" + state).expect(200).body().path("items");
    }

    private static final String FORM = "{\"slug\":\"%s\",\"title\":{\"zh\":\"会员登记\",\"en\":\"Sign up\"},"
            + "\"fields\":[{\"name\":\"fullName\",\"required\":true},{\"name\":\"phone\",\"required\":true}],"
            + "\"consents\":[{\"purpose\":\"MARKETING\",\"channels\":[\"SMS\"],\"text\":{\"zh\":\"接收优惠信息\"}}],"
            + "\"notice\":{\"version\":\"2026-1\",\"text\":{\"zh\":\"我们如何使用您的信息\"}},\"doubleOptIn\":%s}";

    private static JsonNode submissions(String state) {
        return client.get("/intake/submissions?state=" + state)
                .expect(200)
                .body()
                .path("items");
    }

    @Test
    @Order(7)
    void whatTheSystemTellsOfItselfIsDescribed() {
        KithworkClient.stranger(kithwork).get("/setup").expect(200);
        client.get("/ui/manifest").expect(200);
        client.get("/openapi.json").expect(200);
        client.get("/audit?action=customer.created").expect(200);
        client.get("/audit/actions").expect(200);
    }

    @Test
    @Order(8)
    void importsAndTheirJobsAreDescribed() {
        client.get("/imports/kinds").expect(200);
        var held = client.importFile(
                        "held.csv",
                        "姓名,手机\n何一,1.37E+10\n".getBytes(StandardCharsets.UTF_8),
                        "{\"kind\":\"customers\",\"start\":false}")
                .expect(202)
                .body();
        var at = "/imports/" + idOf(held);
        client.get(at).expect(200);
        client.patch(at, held.path("version").asLong(), "{\"source\":\"card\"}").expect(200);
        client.post(at + "/pause").expect(409);
        client.post(at + "/resume").expect(409);
        client.post(at + "/start").expect(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get(at).expect(200).text("state").equals("DONE_WITH_ERRORS"));
        client.get(at + "/errors.csv").expect(200);
        var other = client.importFile(
                        "other.csv",
                        "姓名\n何二\n".getBytes(StandardCharsets.UTF_8),
                        "{\"kind\":\"customers\",\"start\":false}")
                .expect(202)
                .text("id");
        client.post("/imports/" + other + "/cancel").expect(200);
        client.post("/imports/" + other + "/undo").expect(409);
        var whole = client.importFile(
                        "whole.csv", "姓名\n何三\n".getBytes(StandardCharsets.UTF_8), "{\"kind\":\"customers\"}")
                .expect(202)
                .text("id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get("/imports/" + whole).text("state").equals("DONE"));
        client.post("/imports/" + whole + "/undo").expect(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get("/imports/" + whole).text("state").equals("UNDONE"));
        client.get("/imports/" + whole + "/left").expect(200);
        client.get("/imports").expect(200);
        var job = "/jobs/" + client.get(at).text("jobId");
        client.get(job).expect(200);
        client.get("/jobs").expect(200);
        for (var verb : new String[] {"/pause", "/resume", "/cancel", "/retry"}) {
            client.post(job + verb);
        }
    }

    @Test
    @Order(8)
    void exportsAreDescribed() {
        client.get("/exports/columns").expect(200);
        client.post("/exports", "{\"format\":\"CSV\",\"columns\":[\"wages\"]}").expect(422);
        var export = client.post(
                        "/exports",
                        "{\"format\":\"CSV\",\"columns\":[\"displayName\",\"phone\"],\"purpose\":\"stock-taking\","
                                + "\"filter\":{\"tag\":\"nobody\"}}")
                .expect(202)
                .text("id");
        var at = "/exports/" + export;
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get(at).expect(200).text("state").equals("READY"));
        client.get("/exports").expect(200);
        client.get(at + "/file").expect(200);
        client.delete(at).expect(204);
        client.get(at + "/file").expect(409);
    }

    @Test
    @Order(9)
    void modulesAreDescribedAndTheirOperationsComeAndGoWithThem() throws Exception {
        client.get("/modules").expect(200);
        client.get("/modules/archives").expect(200);
        client.upload("/modules", Path.of("../examples/notebook/target/kithwork-notebook-0.1.0.kar"));
        client.post("/modules/notebook/plan", "{\"action\":\"INSTALL\"}").expect(200);
        client.post("/modules/notebook/install").expect(200);
        await("/notebook/notes", true);
        client.post("/modules/notebook/update", "{\"version\":\"0.1.0\"}");
        client.post("/modules/archives/stop").expect(200);
        await("/archives/purchases", false);
        client.get("/archives/purchases").expect(503);
        client.post("/modules/archives/start").expect(200);
        await("/archives/purchases", true);
        awaitArchives(200);
        client.get("/updates").expect(200);
        client.upload("/updates/packages", Path.of("../features/target/kithwork-core-0.1.0.kar"));
        client.post("/updates/plan", "{}").expect(200);
        client.post("/updates/stage", "{}");
        client.delete("/updates").expect(200);
        client.delete("/modules/notebook").expect(200);
        await("/notebook/notes", false);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get("/notebook/notes").status() == 404);
    }

    private static void await(String path, boolean described) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> description().find("GET", path).isPresent() == described);
    }

    @Test
    @DisplayName("CORE-16, S-39: every operation answers as described, refusals too")
    @Order(10)
    void noOperationIsForgotten() {
        var forgotten = description().operations().stream()
                .map(Operation::name)
                .filter(name -> !ENDLESS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        forgotten.removeAll(kithwork.api().called());
        assertThat(forgotten).as("operations that nobody called").isEmpty();
        var successful = kithwork.api().answered();
        assertThat(kithwork.api().called())
                .as("operations that never succeeded")
                .allMatch(name -> successful.contains(name) || NEEDS_MORE.contains(name));
    }
}
