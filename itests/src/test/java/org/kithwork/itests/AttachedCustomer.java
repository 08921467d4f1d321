package org.kithwork.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** A customer to whom everything is attached that can be, with his own word in each text. */
final class AttachedCustomer {

    private final KithworkProcess kithwork;
    private KithworkClient client;
    private final String word;
    private final String phone;
    private final List<String> texts = new ArrayList<>();
    private final String id;

    /** The word stands in no other text of the system; what all customers share is there (see {@link #prepare}). */
    AttachedCustomer(KithworkProcess kithwork, KithworkClient client, String word, String phone) {
        this.kithwork = kithwork;
        this.client = client;
        this.word = word;
        this.phone = phone;
        this.id = made("/customers", Map.of("fullName", text("name"), "contactPoints", phones()));
    }

    /** What is needed before anything is attached: a field, a form, a pool, a receiver of events, a server of mails. */
    static void prepare(KithworkClient client) {
        WaitingMails.begin(client);
        client.post(
                        "/fields",
                        "{\"object\":\"core:customer\",\"key\":\"room\",\"type\":\"TEXT\",\"title\":{\"zh\":\"房间\",\"en\":\"Room\"}}")
                .expect(201);
        client.post(
                        "/intake/forms",
                        "{\"slug\":\"call\",\"title\":{\"zh\":\"电话回访\"},\"staffOnly\":true,"
                                + "\"fields\":[{\"name\":\"note\",\"required\":true}]}")
                .expect(201);
        client.post("/funnel/pools", "{\"name\":{\"zh\":\"公海\"}}").expect(201);
        client.post(
                        "/intake/webhooks",
                        "{\"name\":\"warehouse\",\"url\":\"https://nowhere.example.com/in\","
                                + "\"events\":[\"core.customer.changed\"]}")
                .expect(201);
    }

    /** The session ends when the system is started again. */
    void speakThrough(KithworkClient other) {
        client = other;
    }

    String id() {
        return id;
    }

    String word() {
        return word;
    }

    /** What was said of him and must stand in the copy that he gets. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    private String text(String what) {
        return said(word + " " + what);
    }

    private String said(String text) {
        texts.add(text);
        return text;
    }

    private List<Map<String, String>> phones() {
        return List.of(Map.of("type", "PHONE", "value", phone));
    }

    private String made(String path, Map<String, ?> body) {
        return client.post(path, body).expect(201).text("id");
    }

    private JsonNode told(String path, Map<String, ?> members) {
        var body = new HashMap<String, Object>(members);
        body.put("customerId", id);
        return client.post(path, body).expect(201).body();
    }

    /** Attaches it all and waits until what follows by itself has followed. */
    void attach() throws IOException {
        profile();
        rules();
        bought();
        spokenOf();
        cameUp();
        sold();
        ofPrivacy();
        written();
        limit();
    }

    /** Closes him to all but the administrator. */
    void limit() {
        var version = client.get("/restrictions/" + id).expect(200).text("version");
        client.send(
                        "PUT",
                        "/restrictions/" + id,
                        BodyPublishers.ofString("{\"users\":[\"" + me() + "\"],\"reason\":\"known to the staff\"}"),
                        "application/json",
                        "If-Match",
                        "\"" + version + "\"")
                .expect(200);
    }

    /** Opens him again: whoever is closed to some is not merged. */
    void open() {
        var version = client.get("/restrictions/" + id)
                .expect(200)
                .body()
                .path("version")
                .asLong();
        client.post("/restrictions/" + id + "/opening", version, "{\"reason\":\"no longer\"}")
                .expect(200);
    }

    private String me() {
        return client.get("/session").expect(200).body().at("/user/id").asText();
    }

    private void change(String members) {
        var version = client.get("/customers/" + id)
                .expect(200)
                .body()
                .path("version")
                .asLong();
        client.patch("/customers/" + id, version, members).expect(200);
    }

    private void profile() {
        change("{\"note\":\"" + text("note") + "\",\"company\":\"" + text("inn") + "\",\"tags\":[\""
                + said(word.toLowerCase(Locale.ROOT) + "-tag") + "\"],\"fields\":{\"room\":\"" + text("room") + "\"}}");
        client.post("/customers/" + id + "/identifiers", Map.of("scheme", "card", "value", said(word + "-card")))
                .expect(201);
        var like = client.post(
                        "/customers",
                        Map.of(
                                "fullName", "Somebody else",
                                "contactPoints", phones(),
                                "duplicateReason", "a family with one telephone"))
                .expect(201)
                .text("id");
        client.post("/customers/" + id + "/relations", Map.of("kind", "EMPLOYER", "from", id, "to", like))
                .expect(201);
        client.post("/customers/" + id + "/unmask", Map.of("reason", "call back"))
                .expect(200);
    }

    private void rules() {
        client.post(
                        "/customers/" + id + "/consents",
                        Map.of(
                                "purpose", "MARKETING",
                                "channel", "SMS",
                                "decision", "GRANT",
                                "noticeVersion", "v1",
                                "evidence", text("signature")))
                .expect(201);
        client.patch("/customers/" + id + "/contact-policy", 0, "{\"preferredChannel\":\"SMS\"}")
                .expect(200);
    }

    private void bought() {
        var purchase = client.post("/archives/purchases", ArchivesCalls.purchaseOf(id))
                .expect(201)
                .body();
        var at = "/archives/purchases/" + purchase.path("id").asText();
        var line = purchase.at("/lines/0/id").asText();
        client.post(at + "/reviews", Map.of("lineId", line, "stars", 4, "text", text("review")))
                .expect(201);
        client.post(at + "/returns", "{\"lines\":[{\"lineId\":\"" + line + "\",\"quantity\":\"1\"}]}")
                .expect(201);
    }

    private void spokenOf() {
        var talk = told(
                        "/archives/interactions",
                        Map.of("channel", "PHONE", "direction", "IN", "topic", text("topic"), "body", text("body")))
                .path("id")
                .asText();
        client.post("/archives/interactions/" + talk + "/rating", Map.of("stars", 5, "text", text("thanks")))
                .expect(200);
        client.post(
                        "/customers/" + id + "/contact-points",
                        Map.of("type", "EMAIL", "value", said(word.toLowerCase(Locale.ROOT) + "@example.org")))
                .expect(201);
        WaitingMails.askedToRate(client, talk);
        told(
                "/archives/follow-ups",
                Map.of(
                        "kind", "CALL",
                        "planAt", Instant.now().plus(Duration.ofDays(1)).toString(),
                        "subject", text("subject"),
                        "note", text("reminder")));
        told("/archives/preferences", Map.of("key", "taste", "value", text("taste")));
        told("/archives/needs", Map.of("text", text("need")));
        told("/archives/terms", Map.of("text", text("term")));
        client.post("/archives/quality/confirmations", Map.of("customerId", id, "field", "name"))
                .expect(200);
        client.attach(id, said(word + "-letter.txt"), text("letter")).expect(201);
        Signals.found(client, id);
        var form = client.get("/intake/forms").expect(200).body();
        told(
                "/intake/notes",
                Map.of(
                        "formId", form.at("/items/0/id").asText(),
                        "answers", Map.of("note", List.of(text("answer"))),
                        "channel", "PHONE"));
    }

    /** Buys every ten days, so that an opportunity comes up by itself. */
    void buyRegularly() {
        change("{\"ownerId\":\"" + me() + "\"}");
        for (int days = 40; days > 0; days -= 10) {
            var at = Instant.now().minus(Duration.ofDays(days)).toString();
            client.post("/archives/purchases", ArchivesCalls.purchaseOf(id).replace("2026-05-01T09:30:00+08:00", at))
                    .expect(201);
        }
    }

    private void cameUp() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    comesUp(true);
                    assertThat(client.get("/funnel/opportunities?customer=" + id)
                                    .expect(200)
                                    .body()
                                    .path("items"))
                            .isNotEmpty();
                });
        comesUp(false);
    }

    /** Each time anew all customers are looked at, once a minute. */
    private void comesUp(boolean active) {
        client.put(
                        "/funnel/repurchase-rules/00000000-0000-7000-8000-00000000f001",
                        "{\"title\":\"Again\",\"active\":" + active + "}")
                .expect(200);
    }

    private void sold() {
        var lead = told("/funnel/leads", Map.of("title", text("lead"), "note", Map.of("text", text("wish"))))
                .path("id")
                .asText();
        client.post("/funnel/leads/" + lead + "/notes", Map.of("text", text("call")))
                .expect(201);
        var one = told("/funnel/opportunities", Map.of("title", text("deal"), "competitor", text("rival")))
                .path("id")
                .asText();
        var quote = client.post(
                        "/funnel/quotes",
                        Map.of(
                                "opportunityId",
                                one,
                                "terms",
                                text("terms"),
                                "lines",
                                List.of(Map.of("name", "tea", "unitPrice", Map.of("amount", "8")))))
                .expect(201)
                .text("id");
        client.post("/funnel/quotes/" + quote + "/submission", Map.of("words", text("please look")))
                .expect(200);
        client.post("/funnel/opportunities/" + one + "/moves", Map.of("stage", FunnelCalls.LOST, "reason", "PRICE"))
                .expect(200);
        client.post(
                        "/funnel/opportunities/" + one + "/moves",
                        Map.of("stage", FunnelCalls.CONSIDERATION, "reason", text("another offer")))
                .expect(200);
        var pool = "/funnel/pools/"
                + client.get("/funnel/pools")
                        .expect(200)
                        .body()
                        .at("/items/0/id")
                        .asText();
        change("{\"ownerId\":null}");
        client.post(pool + "/claims", Map.of("customerId", id)).expect(200);
        client.post(pool + "/returns", Map.of("customerId", id)).expect(200);
    }

    private void ofPrivacy() {
        told(
                "/privacy/cases",
                Map.of("kind", "COPY", "channel", "COUNTER", "requester", "SELF", "request", text("request")));
        told(
                "/privacy/holds",
                Map.of(
                        "reason",
                        text("dispute"),
                        "until",
                        LocalDate.now().plusYears(1).toString()));
        copy();
    }

    /** A message is counted, and the next event of his cannot be taken by the module that wrote it. */
    private void written() throws IOException {
        order(id, "letter");
        change("{\"occupation\":\"" + text("cook") + "\"}");
        await(() -> assertThat(Files.exists(orders().resolve("letter"))).isFalse());
        assertThat(parked()).as("the message is counted").doesNotContain(id);
        var poisoned = orders().resolve("poisoned");
        order((Files.exists(poisoned) ? Files.readString(poisoned) : "") + id + "\n", "poisoned");
        change("{\"district\":\"" + text("district") + "\"}");
        await(() -> assertThat(parked()).contains(id));
        await(() -> assertThat(client.get("/archives/timeline?customer=" + id)
                        .expect(200)
                        .body()
                        .toString())
                .contains("archives.purchase.completed"));
        await(() -> assertThat(client.get("/archives/quality/worst?limit=50")
                        .expect(200)
                        .body()
                        .toString())
                .contains(id));
    }

    /** The events that a module could not take. */
    private String parked() {
        try (var shell = KithworkShell.of(kithwork)) {
            return shell.run("journal:parked --all --json").expect(0).text();
        }
    }

    private Path orders() throws IOException {
        return Files.createDirectories(kithwork.data().resolve("saboteur"));
    }

    private void order(String text, String file) throws IOException {
        var draft = Files.writeString(orders().resolve("draft"), text, UTF_8);
        Files.move(draft, orders().resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The path of a copy of all that is held on him. */
    String copy() {
        var export = client.post("/customers/" + id + "/exports").expect(202).text("id");
        done(client, export);
        return "/customers/" + id + "/exports/" + export;
    }

    static void done(KithworkClient client, String operation) {
        await(() -> assertThat(
                        client.get("/operations/" + operation).expect(200).text("state"))
                .isEqualTo("DONE"));
    }

    private static void await(ThrowingRunnable condition) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(condition);
    }

    /** The holds that stand against erasing him. */
    void release() {
        for (JsonNode hold : client.get("/privacy/holds?active=true&customer=" + id)
                .expect(200)
                .body()
                .path("items")) {
            client.post("/privacy/holds/" + hold.path("id").asText() + "/release", Map.of("reason", "settled"))
                    .expect(200);
        }
    }
}
