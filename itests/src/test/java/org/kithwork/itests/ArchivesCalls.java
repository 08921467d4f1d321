package org.kithwork.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/** Calls every operation of archives that it describes, so that each succeeds; as often as one likes. */
final class ArchivesCalls {

    private final KithworkClient client;
    private final String customer;

    /** The customer is one that the client's user may see, with a name. */
    ArchivesCalls(KithworkClient client, String customer) {
        this.client = client;
        this.customer = customer;
    }

    static String purchaseOf(String customer) {
        return "{\"customerId\":\"" + customer + "\",\"channel\":\"STORE\",\"at\":\"2026-05-01T09:30:00+08:00\","
                + "\"currency\":\"CNY\",\"lines\":[{\"name\":\"宫保鸡丁\",\"quantity\":\"2\","
                + "\"unitPrice\":{\"amount\":\"38.00\",\"currency\":\"CNY\"}}]}";
    }

    void all() {
        records();
        files();
        followUps();
        portrait();
        recommendations();
        signals();
        quality();
    }

    void records() {
        var purchase = create("/archives/purchases", purchaseOf(customer));
        var at = "/archives/purchases/" + idOf(purchase);
        client.get("/archives/purchases?customer=" + customer).expect(200);
        client.get(at).expect(200);
        var line = purchase.path("lines").get(0).path("id").asText();
        client.post(at + "/returns", "{\"lines\":[{\"lineId\":\"" + line + "\",\"quantity\":\"1\"}]}")
                .expect(201);
        client.post(at + "/reviews", "{\"lineId\":\"" + line + "\",\"stars\":4,\"text\":\"好吃\"}")
                .expect(201);
        client.post(at + "/reviews", "{\"stars\":9}").expect(422);
        client.post(at + "/void", "{\"reason\":\"双录\"}").expect(409);
        var twice = create("/archives/purchases", purchaseOf(customer));
        client.post("/archives/purchases/" + idOf(twice) + "/void", "{\"reason\":\"双录\"}")
                .expect(200);
        var interaction = create(
                "/archives/interactions",
                about("\"channel\":\"PHONE\",\"direction\":\"IN\",\"topic\":\"订位\",\"body\":\"八人\""));
        client.get("/archives/interactions?customer=" + customer).expect(200);
        client.get("/archives/interactions/" + idOf(interaction)).expect(200);
        client.patch("/archives/interactions/" + idOf(interaction), 1, "{\"outcome\":\"已订\"}")
                .expect(200);
        client.post("/archives/interactions/" + idOf(interaction) + "/rating", "{\"stars\":5}")
                .expect(200);
        client.post("/archives/interactions/" + idOf(interaction) + "/rating-links", "{}")
                .expect(200);
        client.post("/archives/interactions/" + idOf(interaction) + "/rating-mails", "{}")
                .expect(409);
        client.get("/archives/summary?customer=" + customer).expect(200);
        client.get("/archives/timeline?customer=" + customer).expect(200);
        askedByMail();
    }

    /** Of somebody new, whom nobody has written to before. */
    private void askedByMail() {
        var address = "\"r" + System.nanoTime() + "@example.com\"";
        var person = idOf(create("/customers", "{\"fullName\":\"唐小棠\"}"));
        var mails = "/archives/interactions/"
                + idOf(create(
                        "/archives/interactions",
                        "{\"customerId\":\"" + person
                                + "\",\"channel\":\"PHONE\",\"direction\":\"IN\",\"topic\":\"订位\"}"))
                + "/rating-mails";
        WaitingMails.begin(client);
        client.post(mails, "{}").expect(409);
        client.post("/customers/" + person + "/contact-points", "{\"type\":\"EMAIL\",\"value\":" + address + "}")
                .expect(201);
        client.post(mails, "{}").expect(204);
        client.post(mails, "{}").expect(409);
        WaitingMails.end(client);
    }

    void files() {
        var path = "/archives/attachments/"
                + idOf(client.attach(customer, "合同.txt", "签字").expect(201).body());
        client.attach(customer, "合同.txt", "<html><body>hello</body></html>").expect(422);
        client.get("/archives/attachments?customer=" + customer).expect(200);
        client.get(path).expect(200);
        client.get(path + "/content").expect(200);
        client.delete(path).expect(204);
        client.get(path).expect(404);
    }

    void followUps() {
        var plan = about("\"planAt\":\"" + Instant.now().plus(Duration.ofDays(1))
                + "\",\"kind\":\"CALL\",\"subject\":\"回访\",\"recurrence\":{\"unit\":\"WEEK\",\"every\":2}");
        var path = "/archives/follow-ups/" + idOf(create("/archives/follow-ups", plan));
        client.post("/archives/follow-ups", "{\"kind\":\"PIGEON\"}").expect(422);
        client.get("/archives/follow-ups/proposal?customer=" + customer).expect(200);
        client.get("/archives/follow-ups/proposal").expect(422);
        client.get("/archives/follow-ups?mine=true&state=PLANNED&customer=" + customer)
                .expect(200);
        client.get("/archives/follow-ups?escalated=ME").expect(200);
        client.get("/archives/follow-ups?escalated=PIGEON").expect(422);
        client.get(path).expect(200);
        client.patch(path, 1, "{\"note\":\"带样品\"}").expect(200);
        client.post(path + "/completion", "{\"interaction\":{\"channel\":\"PHONE\",\"topic\":\"回访\"}}")
                .expect(200);
        client.post(path + "/completion", "{}").expect(409);
        var other = create("/archives/follow-ups", plan);
        client.post("/archives/follow-ups/" + idOf(other) + "/cancellation", "{\"series\":true}")
                .expect(200);
    }

    void portrait() {
        create("/archives/purchases", purchaseOf(customer));
        var preference = create("/archives/preferences", about("\"key\":\"taste\",\"value\":\"微辣\""));
        client.get("/archives/preferences?customer=" + customer).expect(200);
        client.get("/archives/preferences/" + idOf(preference)).expect(200);
        client.delete("/archives/preferences/" + idOf(preference)).expect(204);
        client.get("/archives/preference-keys").expect(200);
        var key = "tea" + System.nanoTime();
        create("/archives/preference-keys", "{\"code\":\"" + key + "\",\"titleZh\":\"茶\",\"titleEn\":\"Tea\"}");
        client.patch("/archives/preference-keys/" + key, 1, "{\"retired\":true}")
                .expect(200);
        var need = create("/archives/needs", about("\"text\":\"婴儿椅\""));
        client.get("/archives/needs?overdue=90&customer=" + customer).expect(200);
        client.get("/archives/needs/" + idOf(need)).expect(200);
        client.patch("/archives/needs/" + idOf(need), 1, "{\"state\":\"MET\"}").expect(200);
        var term = create("/archives/terms", about("\"text\":\"九折\""));
        client.get("/archives/terms?current=true&customer=" + customer).expect(200);
        client.get("/archives/terms/" + idOf(term)).expect(200);
        client.patch("/archives/terms/" + idOf(term), 1, "{\"validUntil\":\"2099-12-31\"}")
                .expect(200);
        client.get("/archives/portrait?customer=" + customer).expect(200);
    }

    void recommendations() {
        client.get("/archives/recommendations?customer=" + customer).expect(200);
        var excluded = create("/archives/recommendations/exclusions", "{\"item\":\"T-1\"}");
        client.get("/archives/recommendations/exclusions").expect(200);
        client.delete("/archives/recommendations/exclusions/" + idOf(excluded)).expect(204);
    }

    /** Rules come and go, and the signal that one of them found is taken up. */
    void signals() {
        var rule = "\"name\":\"婴儿车\",\"kind\":\"BUYING_INTENT\",\"words\":[\"婴儿车\"],\"count\":3,\"days\":7";
        var made = idOf(create("/archives/signal-rules", "{" + rule + "}"));
        client.post("/archives/signal-rules", "{}").expect(422);
        client.get("/archives/signal-rules").expect(200);
        client.patch("/archives/signal-rules/" + made, 1, "{\"active\":false}").expect(200);
        client.delete("/archives/signal-rules/" + made).expect(204);
        var path = "/archives/signals/" + Signals.found(client, customer);
        client.get("/archives/signals?state=OPEN&kind=SERVICE_PROBLEM&mine=false&customer=" + customer)
                .expect(200);
        client.get("/archives/signals?state=GONE").expect(422);
        var version = client.get(path).expect(200).body().path("version").asLong();
        client.patch(path, version, "{\"state\":\"TAKEN_UP\",\"note\":\"已回电\"}").expect(200);
    }

    /** What there is to say of the data themselves; asks for their confirmation and sets their rules. */
    void quality() {
        client.get("/archives/quality?customer=" + customer).expect(200);
        client.get("/archives/quality").expect(422);
        client.post("/archives/quality/confirmations", about("\"field\":\"name\""))
                .expect(200);
        client.post("/archives/quality/confirmations", "{\"field\":\"shoe\"}").expect(422);
        client.get("/archives/quality/worst?limit=5").expect(200);
        client.get("/archives/quality/report").expect(200);
        client.get("/archives/quality/report.csv").expect(200);
        client.patch("/archives/quality/rules/wechat", wechatRule(), "{\"weight\":\"0.5\",\"maxAgeDays\":90}")
                .expect(200);
        var settings = client.get("/archives/quality/settings").expect(200).body();
        client.patch("/archives/quality/settings", settings.path("version").asLong(), "{\"tasksPerDay\":4}")
                .expect(200);
    }

    private long wechatRule() {
        for (var rule : client.get("/archives/quality/rules").expect(200).body().path("items")) {
            if (rule.path("field").asText().equals("wechat")) {
                return rule.path("version").asLong();
            }
        }
        throw new AssertionError("There is no rule for WeChat");
    }

    private String about(String members) {
        return "{\"customerId\":\"" + customer + "\"," + members + "}";
    }

    private JsonNode create(String path, String json) {
        return client.post(path, json).expect(201).body();
    }

    private static String idOf(JsonNode body) {
        return body.path("id").asText();
    }
}
