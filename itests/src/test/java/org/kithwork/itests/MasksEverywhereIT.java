package org.kithwork.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.itests.ApiDescription.Operation;

/**
 * What is masked for somebody comes out of nothing that he can read: every GET of the API, of whatever module, with
 * every parameter, the stream of events, the shell and the log. A new GET takes part by being described.
 */
class MasksEverywhereIT {

    private static final String PASSWORD = "a-Very-good-1-indeed";
    private static final List<String> MEMBERS = List.of(
            "displayName", "familyName", "givenName", "contactPoints", "note", "identifiers", "birth", "field:room");

    /** Values of one customer that stand nowhere else, and what gives them away. */
    private static final List<String> PLANTED = List.of(
            "翡翠植",
            "feicuizhi",
            "13987610234",
            "8761023",
            "plantgeheim",
            "植入路七十七号",
            "PLANTCARD4711",
            "植入备注",
            "植入房号",
            "\"month\":3,\"day\":19",
            "03-19");

    /** These hold what somebody may read by the very permission that opens them. */
    private static final List<String> OF_THEIR_OWN_RIGHT = List.of("GET /customers/{id}/exports/{export}");

    @TempDir
    static Path directory;

    private static KithworkProcess kithwork;
    private static KithworkClient admin;
    private static final Map<String, String> IDS = new HashMap<>();
    private static final Map<String, List<String>> QUERIES = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        kithwork = KithworkProcess.unpack(directory)
                .with("KITHWORK_MODULES", "archives,funnel,intake")
                .start();
        admin = KithworkClient.setUp(kithwork);
        admin.awaitPath("/archives/purchases");
        admin.awaitPath("/intake/forms");
        admin.awaitPath("/funnel/pipelines");
        plant();
    }

    @AfterAll
    static void stop() throws Exception {
        kithwork.close();
    }

    private static String made(String path, Map<String, ?> body) {
        return admin.post(path, body).expect(201).text("id");
    }

    private static void plant() {
        var store = admin.get("/stores").expect(200).body().at("/items/0/id").asText();
        var me = admin.get("/session").expect(200).body().at("/user/id").asText();
        IDS.put(
                "/fields/{id}",
                made(
                        "/fields",
                        Map.of(
                                "object",
                                "core:customer",
                                "key",
                                "room",
                                "type",
                                "TEXT",
                                "title",
                                Map.of("zh", "房间", "en", "Room"))));
        var customer = planted("planted", store, "PLANTCARD4711");
        var like = planted("like", store, "other-card");
        admin.post("/customers/" + customer + "/relations", Map.of("kind", "HOUSEHOLD", "from", customer, "to", like))
                .expect(201);
        made(
                "/customers/" + customer + "/consents",
                Map.of("purpose", "MARKETING", "channel", "SMS", "decision", "REFUSE"));
        IDS.put("/customers/{id}", customer);
        IDS.put("/restrictions/{customer}", customer);
        IDS.put("/stores/{id}", store);
        IDS.put("/users/{id}", me);
        IDS.put("/modules/{name}", "archives");
        IDS.put(
                "/archives/interactions/{id}",
                made(
                        "/archives/interactions",
                        Map.of("customerId", customer, "channel", "PHONE", "direction", "IN", "topic", "x")));
        var attachment = admin.attach(customer, "a.txt", "x").expect(201).text("id");
        IDS.put("/archives/attachments/{id}", attachment);
        IDS.put("/archives/attachments/{id}/content", attachment);
        IDS.put("/archives/needs/{id}", made("/archives/needs", Map.of("customerId", customer, "text", "x")));
        IDS.put("/archives/signals/{id}", Signals.found(admin, customer));
        IDS.put(
                "/archives/preferences/{id}",
                made("/archives/preferences", Map.of("customerId", customer, "key", "taste", "value", "x")));
        IDS.put("/archives/terms/{id}", made("/archives/terms", Map.of("customerId", customer, "text", "x")));
        IDS.put(
                "/archives/follow-ups/{id}",
                made(
                        "/archives/follow-ups",
                        Map.of("customerId", customer, "kind", "CALL", "planAt", tomorrow(), "subject", "x")));
        IDS.put(
                "/archives/purchases/{id}",
                admin.post(
                                "/archives/purchases",
                                "{\"customerId\":\"" + customer
                                        + "\",\"channel\":\"STORE\",\"currency\":\"CNY\",\"lines\":[{\"name\":\"茶\","
                                        + "\"quantity\":\"1\",\"net\":{\"amount\":\"8.00\",\"currency\":\"CNY\"}}]}")
                        .expect(201)
                        .text("id"));
        var lead = made("/funnel/leads", Map.of("customerId", customer, "title", "x"));
        IDS.put("/funnel/leads/{id}", lead);
        IDS.put("/funnel/leads/{id}/notes", lead);
        IDS.put("/funnel/leads/{id}/score", lead);
        var opportunity = made("/funnel/opportunities", Map.of("customerId", customer, "title", "x"));
        IDS.put("/funnel/opportunities/{id}", opportunity);
        IDS.put("/funnel/opportunities/{id}/credits", opportunity);
        IDS.put("/funnel/opportunities/{id}/odds", opportunity);
        IDS.put("/funnel/opportunities/{id}/returns", opportunity);
        IDS.put("/funnel/opportunities/{id}/repurchase", opportunity);
        IDS.put("/funnel/opportunities/{id}/score", opportunity);
        IDS.put("/funnel/opportunities/{id}/tasks", opportunity);
        IDS.put("/funnel/opportunities/{id}/transitions", opportunity);
        var quote = made("/funnel/quotes", Map.of("opportunityId", opportunity));
        IDS.put("/funnel/quotes/{id}", quote);
        IDS.put("/funnel/quotes/{id}/pdf", quote);
        IDS.put("/funnel/quotes/{id}/steps", quote);
        IDS.put("/funnel/pipelines/{id}", "00000000-0000-7000-8000-00000000f001");
        var pool = made("/funnel/pools", Map.of("name", Map.of("en", "Pool")));
        IDS.put("/funnel/pools/{id}", pool);
        IDS.put("/funnel/pools/{id}/customers", pool);
        IDS.put("/funnel/pools/{id}/standing", pool);
        var search = admin.post("/duplicates/search", Map.of("weights", "DEFAULT"))
                .expect(202)
                .text("id");
        IDS.put("/jobs/{id}", search);
        ended("/jobs/" + search);
        IDS.put(
                "/duplicates/{id}",
                admin.get("/duplicates").expect(200).body().at("/items/0/id").asText());
        var export =
                admin.post("/customers/" + customer + "/exports").expect(202).text("id");
        IDS.put("/operations/{id}", export);
        IDS.put("/customers/{id}/exports/{export}", export);
        ended("/operations/" + export);
        var gone = planted("gone", store, "third-card");
        var erasure = admin.post("/customers/" + gone + "/erasures", Map.of("mode", "ERASE", "basis", "asked"))
                .expect(202)
                .text("id");
        ended("/operations/" + erasure);
        IDS.put("/privacy/certificates/{id}", erasure);
        IDS.put(
                "/privacy/cases/{id}",
                made(
                        "/privacy/cases",
                        Map.of(
                                "kind",
                                "COPY",
                                "customerId",
                                customer,
                                "channel",
                                "COUNTER",
                                "requester",
                                "SELF",
                                "request",
                                "please")));
        made("/privacy/holds", Map.of("customerId", customer, "reason", "dispute", "until", "2027-12-31"));
        var file = admin.importFile("a.csv", "姓名,手机\n甲,1\n".getBytes(UTF_8), "{\"kind\":\"customers\"}")
                .expect(202)
                .text("id");
        IDS.put("/imports/{id}", file);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> admin.get("/imports/" + file).text("state").startsWith("DONE"));
        var list = admin.post("/exports", Map.of("purpose", "x", "ids", List.of(customer)))
                .expect(202)
                .text("id");
        IDS.put("/exports/{id}", list);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> admin.get("/exports/" + list).text("state").equals("READY"));
        IDS.put("/roles/{id}", made("/roles", Map.of("name", "any")));
        var backup =
                admin.post("/backups", Map.of("name", "planted")).expect(202).text("id");
        ended("/jobs/" + backup);
        IDS.put("/backups/{name}", "planted");
        IDS.put(
                "/privacy/retention/runs/{id}",
                admin.post("/privacy/retention/trials").expect(202).text("id"));
        admin.post("/currencies", Map.of("code", "USD")).expect(201);
        admin.post("/calendar/days", Map.of("date", "2026-12-05", "working", true))
                .expect(201);
        IDS.put("/calendar/days/{date}", "2026-12-05");
        IDS.put("/calendar/years/{year}", "2026");
        IDS.put("/rates/{id}", made("/rates", Map.of("from", "USD", "date", "2026-03-02", "rate", "7.1")));
        comesIn();
        questions(customer, like, store, me);
    }

    /** Somebody sends in by a form what the planted customer is known by, and a feed and a webhook stand open. */
    private static void comesIn() {
        var form = made(
                "/intake/forms",
                Map.of(
                        "slug",
                        "planted",
                        "title",
                        Map.of("zh", "登记"),
                        "fields",
                        List.of(
                                Map.of("name", "fullName", "required", true),
                                Map.of("name", "phone", "required", true))));
        IDS.put("/intake/forms/{id}", form);
        var entry = Map.of("key", "planted-entry-0001", "formId", form, "phone", "13987610234", "name", "翡翠植");
        admin.post("/intake/captures", Map.of("entries", List.of(entry))).expect(200);
        var submission = admin.get("/intake/submissions")
                .expect(200)
                .body()
                .at("/items/0/id")
                .asText();
        IDS.put("/intake/submissions/{id}", submission);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> admin.get("/intake/submissions/" + submission)
                        .text("state")
                        .equals("REVIEW"));
        IDS.put(
                "/intake/feeds/{id}",
                admin.post(
                                "/intake/feeds",
                                Map.of("slug", "shop", "name", "shop", "type", "FOLDER", "kind", "customers"))
                        .expect(201)
                        .body()
                        .at("/feed/id")
                        .asText());
        IDS.put(
                "/intake/webhooks/{id}",
                admin.post(
                                "/intake/webhooks",
                                Map.of(
                                        "name",
                                        "stock",
                                        "url",
                                        "https://nowhere.example.com/in",
                                        "events",
                                        List.of("core.customer.changed")))
                        .expect(201)
                        .body()
                        .at("/webhook/id")
                        .asText());
    }

    private static String tomorrow() {
        return Instant.now().plus(Duration.ofDays(1)).toString();
    }

    private static void questions(String customer, String like, String store, String me) {
        QUERIES.put("q", List.of("翡翠植", "feicui", "13987610234", "0234", "plantgeheim@plant.example", "PLANTCARD4711"));
        QUERIES.put("sort", List.of("name", "-createdAt", "-updatedAt", "phone", "birth"));
        QUERIES.put("customer", List.of(customer));
        QUERIES.put("object", List.of(customer));
        QUERIES.put("absorbed", List.of(like));
        QUERIES.put("store", List.of(store));
        QUERIES.put("owner", List.of(me));
        QUERIES.put("actor", List.of(me));
        QUERIES.put("tag", List.of("x"));
        QUERIES.put("count", List.of("true"));
        QUERIES.put("limit", List.of("200"));
        QUERIES.put("state", List.of("OPEN"));
        QUERIES.put("asOf", List.of(Instant.now().toString()));
        QUERIES.put("open", List.of("true"));
        QUERIES.put("active", List.of("true"));
        QUERIES.put("currency", List.of("USD"));
        QUERIES.put("replaced", List.of("true"));
    }

    private static String planted(String source, String store, String card) {
        return made(
                "/customers",
                Map.of(
                        "fullName",
                        "欧阳翡翠植",
                        "storeId",
                        store,
                        "note",
                        "植入备注",
                        "fields",
                        Map.of("room", "植入房号"),
                        "source",
                        source,
                        "duplicateReason",
                        "two",
                        "birth",
                        Map.of("year", 1987, "month", 3, "day", 19),
                        "identifiers",
                        List.of(Map.of("scheme", "card", "value", card)),
                        "contactPoints",
                        List.of(
                                Map.of("type", "PHONE", "value", "13987610234"),
                                Map.of("type", "EMAIL", "value", "plantgeheim@plant.example"),
                                Map.of("type", "ADDRESS", "value", "四川省成都市武侯区植入路七十七号"))));
    }

    private static void ended(String path) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> admin.get(path).expect(200).text("state").equals("DONE"));
    }

    @Test
    @DisplayName("CORE-05: the values are there for whoever may see them, so that their absence says something")
    void whoMaySeesThem() throws IOException {
        assertThat(found(read(admin, "GET /customers/{id}", "/customers/" + IDS.get("/customers/{id}"))))
                .contains("翡翠植", "13987610234", "plantgeheim", "植入路七十七号", "PLANTCARD4711", "植入备注", "植入房号");
        assertThat(every(admin)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"clerk", "service-agent", "service-lead", "marketing", "administrator", "trainer", "analyst"})
    @DisplayName("CORE-05, S-16, edge 29: what a default role may not see comes out of no GET")
    void aDefaultRoleReadsNoMaskedValue(String role) throws Exception {
        assertThat(every(new People(kithwork, admin).signedIn("reads-as-" + role, role)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("CORE-05, S-16, edge 29: all permissions show nothing that a role masks or hides, on any surface")
    void aRandomRoleReadsNoMaskedValue(long seed) throws Exception {
        var user = random("random-" + seed, new Random(seed));
        var events = new ConcurrentLinkedQueue<String>();
        var listener = listening(user, events);
        change();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> events.stream().anyMatch(line -> line.contains(IDS.get("/customers/{id}"))));
        listener.interrupt();

        assertThat(found(String.join("\n", events))).as("the events").isEmpty();
        assertThat(every(user)).isEmpty();
        assertThat(inTheShell("random-" + seed)).isEmpty();
    }

    @Test
    @DisplayName("CORE-05, S-16: the log holds none of them")
    void theLogHoldsNone() {
        assertThat(found(kithwork.log())).isEmpty();
    }

    private static Thread listening(KithworkClient user, Queue<String> events) {
        var listener = new Thread(() -> {
            try (var lines = user.events()) {
                lines.forEach(events::add);
            } catch (IOException | RuntimeException ended) {
                events.add("ended");
            }
        });
        listener.setDaemon(true);
        listener.start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !events.isEmpty());
        return listener;
    }

    private static void change() {
        var at = "/customers/" + IDS.get("/customers/{id}");
        var version = admin.get(at).expect(200).body().path("version").asLong();
        admin.patch(at, version, "{\"note\":\"植入备注 \",\"company\":\"" + System.nanoTime() + "\"}")
                .expect(200);
    }

    /** Somebody who may do everything, but sees each of the members masked or not at all. */
    private static KithworkClient random(String name, Random random) {
        var grants = new ArrayList<Map<String, String>>();
        for (var permission :
                admin.get("/permissions").expect(200).body().path("items").findValuesAsText("permission")) {
            grants.add(Map.of("permission", permission, "scope", "ALL"));
        }
        var fields = new ArrayList<Map<String, String>>();
        for (var member : MEMBERS) {
            fields.add(Map.of(
                    "object", "core:customer", "field", member, "access", random.nextBoolean() ? "MASK" : "HIDE"));
        }
        var role = made("/roles", Map.of("name", name, "grants", grants, "fields", fields));
        var made = admin.post("/users", Map.of("username", name, "roles", List.of(role)))
                .expect(201);
        new People(kithwork, admin).choosePassword(made.text("passwordLink"), PASSWORD);
        return KithworkClient.signIn(kithwork, name, PASSWORD);
    }

    /** Which planted values come out of which address for somebody. */
    private static Map<String, List<String>> every(KithworkClient user) throws IOException {
        var leaks = new TreeMap<String, List<String>>();
        for (var operation : admin.description().orElseThrow().operations()) {
            if (operation.method().equals("GET")
                    && !operation.path().equals("/events")
                    && !OF_THEIR_OWN_RIGHT.contains(operation.name())) {
                for (var address : addresses(operation)) {
                    // What one asks for is one's own word; it may be in a link to the next page.
                    var asked = URLDecoder.decode(address, UTF_8);
                    var found = found(read(user, operation.name(), address));
                    found.removeIf(asked::contains);
                    if (!found.isEmpty()) {
                        leaks.put(address, found);
                    }
                }
            }
        }
        return leaks;
    }

    private static List<String> addresses(Operation operation) {
        var path = operation.path();
        for (var id : IDS.entrySet()) {
            if (path.equals(id.getKey()) || path.startsWith(id.getKey() + "/")) {
                path = id.getKey().substring(0, id.getKey().lastIndexOf('{'))
                        + id.getValue()
                        + path.substring(id.getKey().length());
            }
        }
        assertThat(path).as("there is a record for %s", operation.name()).doesNotContain("{");
        var addresses = new ArrayList<>(List.of(path));
        for (var parameter : operation.description().path("parameters")) {
            var name = parameter.path("name").asText();
            for (var value : QUERIES.getOrDefault(name, List.of())) {
                addresses.add(path + "?" + name + "=" + URLEncoder.encode(value, UTF_8));
            }
        }
        return addresses;
    }

    /** All that an answer holds, unpacked where it is an archive. */
    private static String read(KithworkClient user, String operation, String address) throws IOException {
        var bytes = user.bytes(address);
        if (bytes.length < 2 || bytes[0] != 'P' || bytes[1] != 'K') {
            return new String(bytes, UTF_8);
        }
        var text = new StringBuilder(operation);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            while (zip.getNextEntry() != null) {
                text.append(new String(zip.readAllBytes(), UTF_8));
            }
        }
        return text.toString();
    }

    private static List<String> found(String text) {
        return new ArrayList<>(PLANTED.stream().filter(text::contains).toList());
    }

    private static List<String> inTheShell(String user) {
        var customer = IDS.get("/customers/{id}");
        var leaks = new ArrayList<String>();
        try (var shell = KithworkShell.of(kithwork, user, PASSWORD)) {
            for (var command : List.of(
                    "customer:list",
                    "customer:list --json",
                    "customer:show " + customer,
                    "customer:show --json " + customer,
                    "consent:show --json " + customer,
                    "duplicate:list --json",
                    "customer:restrictions --json",
                    "operation:list --json",
                    "privacy:cases --json",
                    "privacy:holds --json",
                    "import:list --json",
                    "export:list --json",
                    "job:list --json",
                    "audit:list --json")) {
                var found = found(shell.run(command).text());
                if (!found.isEmpty()) {
                    leaks.add(command + ": " + found);
                }
            }
        }
        return leaks;
    }
}
