package org.kithwork.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kithwork.itests.ApiDescription.Operation;
import org.kithwork.itests.KithworkClient.Answer;

/**
 * What attackers send, sent to every parameter of every operation: it is answered as described, never with a failure of
 * the server, and nothing waits where a list asks the database to wait. Normally every payload is sent somewhere and
 * every parameter gets a share; with {@code -Dkithwork.full=true} every one goes everywhere.
 */
class SecurityIT {

    private static final int SHARE = Boolean.getBoolean("kithwork.full") ? 1 : 150;
    private static final long LONGEST_MILLIS = 4_500;
    private static final int STALE = 412;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** They end the session, or never end themselves. */
    private static final List<String> APART = List.of("DELETE /session", "GET /events");

    @TempDir
    static Path directory;

    private static KithworkProcess kithwork;
    private static KithworkClient client;
    private static ApiDescription api;
    private static final Map<String, String> IDS = new HashMap<>();
    private static final Map<String, String> VERSIONS = new ConcurrentHashMap<>();
    private static int additions;
    private static String roomy = "";

    @BeforeAll
    static void start() throws Exception {
        SharedData.find("security");
        kithwork = KithworkProcess.unpack(directory)
                .with("KITHWORK_MODULES", "archives")
                .start();
        client = KithworkClient.setUp(kithwork);
        client.awaitPath("/archives/purchases");
        api = client.description().orElseThrow();
    }

    /** Whoever is signed out meanwhile gets no further than that. */
    @AfterEach
    void isStillSignedIn() {
        client.get("/session").expect(200);
    }

    @AfterAll
    static void stop() throws Exception {
        if (kithwork != null) {
            kithwork.close();
        }
    }

    /** Something real for the ids of paths, so that a payload gets beyond them. */
    @BeforeEach
    void makeOneOfEach() {
        var customer = client.post(
                        "/customers",
                        "{\"fullName\":\"目标\",\"contactPoints\":[{\"type\":\"EMAIL\",\"value\":\"target-"
                                + System.nanoTime() + "@example.com\"}]}")
                .expect(201)
                .body();
        IDS.put("/customers", customer.path("id").asText());
        IDS.put(
                "/contact-points",
                customer.path("contactPoints").get(0).path("id").asText());
        IDS.put("/archives/purchases", purchase());
        IDS.put(
                "/archives/interactions",
                id(
                        "/archives/interactions",
                        "{\"customerId\":\"" + IDS.get("/customers")
                                + "\",\"channel\":\"PHONE\",\"direction\":\"IN\",\"topic\":\"x\"}"));
        IDS.put("/stores", id("/stores", "{\"name\":\"店\"}"));
        IDS.put("/teams", id("/teams", "{\"name\":\"组\"}"));
        IDS.put("/roles", id("/roles", "{\"name\":\"角色\",\"grants\":[]}"));
        IDS.put("/users", id("/users", "{\"username\":\"target-" + System.nanoTime() + "\",\"roles\":[]}"));
    }

    private static String purchase() {
        return id("/archives/purchases", base("POST /archives/purchases"));
    }

    private static String id(String path, String json) {
        return client.post(path, json).expect(201).text("id");
    }

    @Test
    void whatAttackersSendIsNoFailureOfTheServerInAnyPath() throws Exception {
        var work = new Work();
        for (var operation : operations()) {
            var names = operation.path().split("[{}]");
            for (int i = 1; i < names.length; i += 2) {
                var name = names[i];
                for (var payload : share(work.size())) {
                    work.add(record(operation), () -> send(operation, path(operation, name, payload), ""));
                }
            }
        }
        work.run();
    }

    @Test
    void whatAttackersSendIsNoFailureOfTheServerInAnyQueryOrHeader() throws Exception {
        queriesAndHeaders(operation -> !operation.method().equals("DELETE")).run();
        // What is removed is not there for the others any more.
        queriesAndHeaders(operation -> operation.method().equals("DELETE")).run();
    }

    private static Work queriesAndHeaders(Predicate<Operation> which) {
        var work = new Work();
        for (var operation : operations().stream().filter(which).toList()) {
            for (var parameter : operation.description().path("parameters")) {
                var name = parameter.path("name").asText();
                var in = parameter.path("in").asText();
                for (var payload : share(work.size())) {
                    if (in.equals("query")) {
                        work.add(
                                record(operation),
                                () -> send(
                                        operation, path(operation, "", "") + "?" + name + "=" + encoded(payload), ""));
                    } else if (in.equals("header") && isSendable(payload)) {
                        work.add(record(operation), () -> send(operation, path(operation, "", ""), "", name, payload));
                    }
                }
            }
            for (var payload : share(work.size())) {
                if (isSendable(payload)) {
                    work.add(
                            record(operation),
                            () -> send(
                                    operation,
                                    path(operation, "", ""),
                                    "",
                                    "Accept-Language",
                                    payload,
                                    "Accept",
                                    payload));
                }
            }
        }
        return work;
    }

    @Test
    void whatAttackersSendIsNoFailureOfTheServerInAnyBody() throws Exception {
        var work = new Work();
        for (var operation : operations()) {
            var schema = jsonSchema(operation);
            if (schema.isMissingNode()) {
                continue;
            }
            for (var payload : share(work.size())) {
                work.add(
                        record(operation),
                        () -> send(
                                operation,
                                place(operation),
                                Payloads.body(api, schema, payload, false).toString()));
                work.add(
                        record(operation),
                        () -> send(
                                operation,
                                place(operation),
                                Payloads.body(api, schema, payload, true).toString()));
                work.add(record(operation), () -> send(operation, place(operation), payload));
            }
            for (var body : Payloads.NO_BODIES) {
                work.add(record(operation), () -> send(operation, place(operation), body));
            }
            api.resolved(schema).path("properties").fieldNames().forEachRemaining(member -> {
                for (var payload : share(work.size())) {
                    work.add(
                            record(operation),
                            () -> send(
                                    operation,
                                    place(operation),
                                    with(
                                            operation,
                                            member,
                                            Payloads.body(
                                                    api,
                                                    api.resolved(schema)
                                                            .path("properties")
                                                            .path(member),
                                                    payload,
                                                    false))));
                }
                for (var oddity : Payloads.oddities()) {
                    work.add(
                            record(operation),
                            () -> send(operation, place(operation), with(operation, member, oddity)));
                }
            });
        }
        work.run();
    }

    @Test
    void whatAttackersCallAFileIsNoFailureOfTheServer() throws Exception {
        var work = new Work();
        for (var payload : Payloads.all()) {
            if (work.size() * SHARE > Payloads.all().size() * 10) {
                break;
            }
            var name = payload.replaceAll("[\\r\\n\"]", "_");
            work.add(name, () -> client.importFile(name, "姓名\n甲\n".getBytes(UTF_8), "{\"kind\":\"customers\"}"));
        }
        work.run();
        try (var files = Files.walk(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("no file is called as a caller likes")
                    .noneMatch(name -> Payloads.all().contains(name));
        }
    }

    /** S-38, and the list's own rule: a name, a text and a search, equal when they come back. */
    @Test
    @DisplayName("S-38: what attackers send is kept as it is, and runs nowhere")
    void whatAttackersSendIsKeptAsItIs() throws Exception {
        var work = new Work();
        for (var payload : Payloads.all()) {
            work.add(payload, () -> comesBack(payload));
        }
        work.run();
    }

    @Test
    @DisplayName("Edge 38: every naughty string comes back equal from a name and an interaction")
    void everyNaughtyStringComesBackEqualFromANameAndAnInteraction() throws Exception {
        var work = new Work();
        for (var text : Payloads.naughty()) {
            work.add(text, () -> comesBack(text));
        }
        work.run();
    }

    /** Each would leave a page in the log, by which anybody who is signed in could push out what stands there. */
    @Test
    void aRefusedChangeLeavesNoStackTraceInTheLog() throws Exception {
        var customer = "/customers/" + IDS.get("/customers");
        for (int i = 0; i < 20; i++) {
            client.patch(customer, 99, "{\"company\":\"x\"}").expect(412);
            client.patch("/customers/unheard", 1, "{\"company\":\"x\"}").expect(404);
            client.post(customer + "/merges", Map.of("absorbed", IDS.get("/customers")))
                    .expect(422);
        }
        var collisions = new Work();
        for (int i = 0; i < 80; i++) {
            var key = "collision-" + i / 4;
            collisions.add("collision " + i, () -> createWithKey(key));
        }
        collisions.run();

        try (var lines = Files.lines(kithwork.data().resolve("log/kithwork.log"))) {
            assertThat(lines.filter(line -> line.contains("XAException") || line.startsWith("\tat "))
                            .limit(5))
                    .isEmpty();
        }
    }

    /** Where four ask at once with one key, one runs and the others are told to wait, or get his answer. */
    private static void createWithKey(String key) {
        var answer = client.send(
                "POST",
                "/customers",
                BodyPublishers.ofString("{\"fullName\":\"王静\"}"),
                "application/json",
                "Idempotency-Key",
                key);
        assertThat(answer.status()).isIn(201, 409);
    }

    private static void comesBack(String text) {
        var made = client.post("/customers", Map.of("fullName", text));
        if (isBlank(text)) {
            made.expect(422);
            return;
        }
        var id = made.expect(201).text("id");
        assertThat(client.get("/customers/" + id).expect(200).text("displayName"))
                .isEqualTo(text);
        var talk = client.post(
                        "/archives/interactions",
                        Map.of("customerId", id, "channel", "PHONE", "direction", "IN", "topic", "x", "body", text))
                .expect(201)
                .text("id");
        assertThat(client.get("/archives/interactions/" + talk).expect(200).text("body"))
                .isEqualTo(text);
        client.get("/customers?q=" + encoded(text)).expect(200);
    }

    private static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** What the operation is about, by which its requests come one after the other. */
    private static String record(Operation operation) {
        var path = operation.path();
        return path.substring(0, path.indexOf('}') + 1) + (path.contains("{") ? "" : path);
    }

    private static List<Operation> operations() {
        return api.operations().stream()
                .filter(operation -> !APART.contains(operation.name()))
                .toList();
    }

    /** The payloads for one place: all of them, or every so many-eth, another selection each time. */
    private static List<String> share(int place) {
        var all = Payloads.all();
        var share = new ArrayList<String>();
        for (int i = Math.floorMod(place * 7, SHARE); i < all.size(); i += SHARE) {
            share.add(all.get(i));
        }
        return share;
    }

    private static JsonNode jsonSchema(Operation operation) {
        for (var content : operation.description().at("/requestBody/content").properties()) {
            if (content.getKey().endsWith("json")) {
                return content.getValue().path("schema");
            }
        }
        return MissingNode.getInstance();
    }

    /** The path with ids of things that are there, and the payload in the place of one. */
    private static String path(Operation operation, String name, String payload) {
        var path = new StringBuilder();
        var before = "";
        for (var part : operation.path().substring(1).split("/")) {
            var at = "/" + part;
            if (part.startsWith("{")) {
                var isMeant = part.equals("{" + name + "}");
                at = "/" + (isMeant ? encoded(payload) : IDS.getOrDefault(before, "unheard"));
            }
            path.append(at);
            before = before.endsWith("archives") ? before + at : at;
        }
        return path.toString();
    }

    /** The path to what takes a body; something new now and then where it takes only so many. */
    private static String place(Operation operation) {
        var path = path(operation, "", "");
        return switch (operation.name()) {
            case "POST /customers/{id}/contact-points", "POST /customers/{id}/identifiers" ->
                path.replace(IDS.getOrDefault("/customers", ""), roomyCustomer());
            case "POST /archives/purchases/{id}/void" ->
                path.replace(IDS.getOrDefault("/archives/purchases", ""), purchase());
            default -> path;
        };
    }

    private static synchronized String roomyCustomer() {
        if (additions++ % 20 == 0) {
            roomy = id("/customers", "{\"fullName\":\"宽\"}");
        }
        return roomy;
    }

    /** A body that would do, but for this member. */
    private static String with(Operation operation, String member, JsonNode value) {
        var body = JSON.createObjectNode();
        try {
            body.setAll((ObjectNode) JSON.readTree(base(operation.name())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.set(member, value).toString().replace(Payloads.LONE_SURROGATE, "\\ud800");
    }

    private static String base(String operation) {
        return switch (operation) {
            case "POST /customers", "POST /customers/matches" -> "{\"fullName\":\"甲\"}";
            case "POST /customers/{id}/contact-points" -> "{\"type\":\"PHONE\",\"value\":\"13800001111\"}";
            case "POST /customers/{id}/identifiers" -> "{\"scheme\":\"pos\",\"value\":\"1\"}";
            case "POST /stores", "POST /teams", "POST /roles" -> "{\"name\":\"甲\"}";
            case "POST /users" -> "{\"username\":\"user-" + System.nanoTime() + "\"}";
            case "POST /archives/interactions" ->
                "{\"customerId\":\"" + IDS.get("/customers")
                        + "\",\"channel\":\"PHONE\",\"direction\":\"IN\",\"topic\":\"x\"}";
            case "POST /archives/purchases" ->
                "{\"customerId\":\"" + IDS.get("/customers")
                        + "\",\"channel\":\"STORE\",\"currency\":\"CNY\",\"lines\":[{\"name\":\"茶\","
                        + "\"quantity\":\"1\",\"unitPrice\":{\"amount\":\"8.00\",\"currency\":\"CNY\"}}]}";
            default -> "{}";
        };
    }

    private static void send(Operation operation, String path, String body, String... headers) {
        var started = System.nanoTime();
        var status = request(operation, path, body, headers);
        assertThat(status).as("%s %s %s", operation.name(), path, body).isLessThan(500);
        if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started) > LONGEST_MILLIS) {
            // A busy machine is slow once; a database that was told to wait is so again.
            var again = System.nanoTime();
            request(operation, path, body, headers);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - again))
                    .as("the time that %s %s %s takes", operation.name(), path, body)
                    .isLessThan(LONGEST_MILLIS);
        }
    }

    /** A change names the version that it was told last, and asks for it where that is an old one. */
    private static int request(Operation operation, String path, String body, String... headers) {
        if (!operation.method().equals("PATCH") || List.of(headers).contains("If-Match")) {
            return exchange(operation, path, body, headers).status();
        }
        var answer = change(operation, path, body, VERSIONS.computeIfAbsent(path, SecurityIT::version), headers);
        if (answer.status() == STALE) {
            VERSIONS.put(path, version(path));
            answer = change(operation, path, body, VERSIONS.get(path), headers);
        }
        answer.response().headers().firstValue("ETag").ifPresent(version -> VERSIONS.put(path, version));
        return answer.status();
    }

    private static String version(String path) {
        return client.get(path).response().headers().firstValue("ETag").orElse("\"1\"");
    }

    private static Answer change(Operation operation, String path, String body, String version, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("If-Match", version));
        return exchange(operation, path, body, all.toArray(String[]::new));
    }

    private static Answer exchange(Operation operation, String path, String body, String... headers) {
        var types = operation.description().at("/requestBody/content").fieldNames();
        var type = types.hasNext() ? types.next() : "application/json";
        return client.send(
                operation.method(),
                path,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                type,
                headers);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Whether a client can put it into a header at all. */
    private static boolean isSendable(String payload) {
        return payload.chars().allMatch(c -> c >= 32 && c < 127);
    }
}
