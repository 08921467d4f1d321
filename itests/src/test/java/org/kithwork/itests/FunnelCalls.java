package org.kithwork.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** Calls every operation of the funnel that it describes, so that each succeeds; as often as one likes. */
final class FunnelCalls {

    /** Stages of the pipeline that is there from the start. */
    private static final String STAGES = "00000000-0000-7000-8000-00000000f10";

    static final String CONSIDERATION = STAGES + "3";

    static final String WON = STAGES + "4";

    static final String LOST = STAGES + "6";

    private final KithworkClient client;
    private final KithworkClient colleague;
    private final String customer;

    /**
     * The customer is one that the client's user may see.
     *
     * @param colleague somebody else who may approve of quotes
     */
    FunnelCalls(KithworkClient client, KithworkClient colleague, String customer) {
        this.client = client;
        this.colleague = colleague;
        this.customer = customer;
    }

    static String opportunityOf(String customer, String title) {
        return "{\"customerId\":\"" + customer + "\",\"title\":\"" + title
                + "\",\"amount\":{\"amount\":\"1200.00\",\"currency\":\"CNY\"},\"closeOn\":\"2027-03-31\",\"source\":\"fair\"}";
    }

    static String to(String stage) {
        return "{\"stage\":\"" + stage + "\"}";
    }

    void all() {
        opportunities();
        pipelines();
        targets();
        reports();
        scores();
        repurchases();
        leads();
        pools();
        quotes();
    }

    void opportunities() {
        var one = create("/funnel/opportunities", opportunityOf(customer, "大堂用茶"));
        var at = "/funnel/opportunities/" + idOf(one);
        client.post("/funnel/opportunities", "{}").expect(422);
        client.get("/funnel/opportunities?status=OPEN&order=CLOSE&customer=" + customer)
                .expect(200);
        client.get("/funnel/opportunities?status=SLEEPING").expect(422);
        client.get(at).expect(200);
        client.patch(at, 1, "{\"title\":\"大堂和茶室用茶\"}").expect(200);
        client.post(at + "/moves", to(CONSIDERATION)).expect(200);
        client.post(at + "/moves", to(LOST)).expect(422);
        client.post(at + "/moves", "{\"stage\":\"" + LOST + "\",\"reason\":\"PRICE\"}")
                .expect(200);
        client.get(at + "/transitions").expect(200);
        client.post(at + "/tasks", "{}").expect(200);
        client.get(at + "/tasks").expect(200);
        client.get("/funnel/board").expect(200);
        client.get("/funnel/pace").expect(200);
        client.get("/funnel/opportunities?stuck=true").expect(200);
        var open = create("/funnel/opportunities", opportunityOf(customer, "茶点"));
        client.get("/funnel/opportunities/" + idOf(open) + "/odds").expect(200);
        client.get(at + "/odds").expect(409);
        var won = create("/funnel/opportunities", opportunityOf(customer, "茶具"));
        client.post("/funnel/opportunities/" + idOf(won) + "/moves", to(WON)).expect(200);
        sale("/funnel/opportunities/" + idOf(won));
    }

    private void sale(String at) {
        client.put(at + "/credits", "{\"items\":[{\"userId\":\"" + me() + "\",\"percent\":\"100\"}]}")
                .expect(200);
        client.put(at + "/credits", "{\"items\":[]}").expect(422);
        client.get(at + "/credits").expect(200);
        client.post(at + "/returns", "{\"amount\":{\"amount\":\"200.00\"},\"reason\":\"破损\"}")
                .expect(201);
        client.post(at + "/returns", "{\"amount\":{\"amount\":\"2000.00\"}}").expect(422);
        client.get(at + "/returns").expect(200);
    }

    void targets() {
        var at = "/funnel/targets/USER/" + me() + "/2026-11";
        client.put(at, "{\"amount\":{\"amount\":\"50000.00\"}}").expect(200);
        client.put(at, "{\"amount\":{\"amount\":\"-1\"}}").expect(422);
        client.get("/funnel/targets?month=2026-11").expect(200);
        client.get("/funnel/targets?month=soon").expect(422);
        client.delete(at).expect(204);
        client.delete(at).expect(404);
    }

    private String me() {
        return client.get("/session").expect(200).body().at("/user/id").asText();
    }

    void pipelines() {
        var made = create(
                "/funnel/pipelines",
                "{\"name\":{\"zh\":\"批发\",\"en\":\"Trade\"},\"stages\":[{\"name\":{\"zh\":\"洽谈\"},\"probability\":30},"
                        + "{\"name\":{\"zh\":\"签约\"},\"kind\":\"WON\"},{\"name\":{\"zh\":\"失败\"},\"kind\":\"LOST\"}]}");
        client.post("/funnel/pipelines", "{}").expect(422);
        client.get("/funnel/pipelines").expect(200);
        client.get("/funnel/pipelines/" + idOf(made)).expect(200);
        client.patch("/funnel/pipelines/" + idOf(made), made.path("version").asLong(), "{\"retired\":true}")
                .expect(200);
        client.get("/funnel/lost-reasons").expect(200);
        client.put("/funnel/lost-reasons/SEASON", "{\"title\":{\"zh\":\"淡季\",\"en\":\"Season\"}}")
                .expect(200);
    }

    void reports() {
        for (var report : List.of("conversion", "cycle", "decisions", "losses", "stages")) {
            client.get("/funnel/reports/" + report + "?from=2020-01-01").expect(200);
            client.get("/funnel/reports/" + report + ".csv").expect(200);
            client.get("/funnel/reports/" + report + "?from=yesterday").expect(422);
        }
        for (var report : List.of("forecast", "accuracy")) {
            client.get("/funnel/reports/" + report + "?from=2026-10&until=2026-12")
                    .expect(200);
            client.get("/funnel/reports/" + report + ".csv").expect(200);
            client.get("/funnel/reports/" + report + "?from=2026").expect(422);
        }
        client.get("/funnel/reports/what-if?stage=" + CONSIDERATION + "&points=5")
                .expect(200);
        client.get("/funnel/reports/what-if?points=500").expect(422);
    }

    void scores() {
        var one = idOf(create("/funnel/opportunities", opportunityOf(customer, "会议用茶")));
        client.get("/funnel/opportunities/" + one + "/score").expect(200);
        client.get("/funnel/scores?opportunity=" + one + "&opportunity=" + one).expect(200);
        var rule = create(
                "/funnel/score-rules",
                "{\"name\":{\"zh\":\"大单\"},\"points\":10,\"halfLifeDays\":30,\"condition\":{\"kind\":\"AMOUNT\","
                        + "\"amount\":{\"amount\":\"1000\",\"currency\":\"CNY\"}}}");
        client.post("/funnel/score-rules", "{}").expect(422);
        client.get("/funnel/score-rules").expect(200);
        client.patch("/funnel/score-rules/" + idOf(rule), 1, "{\"points\":20}").expect(200);
        client.delete("/funnel/score-rules/" + idOf(rule)).expect(204);
    }

    void repurchases() {
        var one = idOf(create("/funnel/opportunities", opportunityOf(customer, "续茶")));
        client.get("/funnel/opportunities/" + one + "/repurchase").expect(200);
        client.get("/funnel/repurchase-rules").expect(200);
        var at = "/funnel/repurchase-rules/00000000-0000-7000-8000-00000000f001";
        for (var draft : List.of("{\"title\":\"复购\",\"factor\":\"1.5\"}", "{\"title\":\"复购\",\"active\":false}")) {
            client.put(at, draft).expect(200);
        }
        client.put(at, "{}").expect(422);
    }

    /** By the rules, by hand, rejected and worked again, and converted. */
    void leads() {
        var rules = client.get("/funnel/lead-rules").expect(200).text("version");
        var me = client.get("/session").expect(200).body().at("/user/id").asText();
        client.send(
                        "PUT",
                        "/funnel/lead-rules",
                        BodyPublishers.ofString(
                                "{\"items\":[{\"name\":\"展会\",\"sources\":[\"fair\"],\"users\":[\"" + me + "\"]}]}"),
                        "application/json",
                        "If-Match",
                        "\"" + rules + "\"")
                .expect(200);
        var made = create(
                "/funnel/leads",
                "{\"customerId\":\"" + customer
                        + "\",\"title\":\"办公室用茶\",\"source\":\"fair\",\"note\":{\"text\":\"想要样品\",\"channel\":\"EVENT\"}}");
        client.post("/funnel/leads", "{}").expect(422);
        client.get("/funnel/leads?open=true&customer=" + customer).expect(200);
        client.get("/funnel/leads?state=SLEEPING").expect(422);
        var at = "/funnel/leads/" + idOf(made);
        client.get(at + "/score").expect(200);
        client.get("/funnel/lead-scores?lead=" + idOf(made)).expect(200);
        client.get(at).expect(200);
        client.patch(at, made.path("version").asLong(), "{\"title\":\"办公室和会议室用茶\"}")
                .expect(200);
        client.post(at + "/notes", "{\"text\":\"已寄样品\"}").expect(201);
        client.get(at + "/notes").expect(200);
        client.post(at + "/assignments", "{\"ownerId\":\"" + me + "\"}").expect(200);
        client.post(at + "/moves", "{\"state\":\"REJECTED\"}").expect(422);
        client.post(at + "/moves", "{\"state\":\"REJECTED\",\"reason\":\"NO_ANSWER\"}")
                .expect(200);
        client.post(at + "/moves", "{\"state\":\"WORKING\"}").expect(200);
        client.post(at + "/conversion", "{}").expect(409);
        client.post(at + "/moves", "{\"state\":\"QUALIFIED\"}").expect(200);
        client.post(at + "/conversion", "{}").expect(200);
        client.post(at + "/conversion", "{}").expect(409);
    }

    /** The customer belongs to nobody, before and after. */
    void pools() {
        var made = create("/funnel/pools", "{\"name\":{\"zh\":\"公海\",\"en\":\"Pool\"},\"rules\":{\"claimsPerDay\":9}}");
        var at = "/funnel/pools/" + idOf(made);
        var him = "{\"customerId\":\"" + customer + "\"}";
        client.post("/funnel/pools", "{}").expect(422);
        client.get("/funnel/pools").expect(200);
        client.get(at).expect(200);
        client.get(at + "/customers?limit=1").expect(200);
        client.post(at + "/claims", him).expect(200);
        client.post(at + "/claims", him).expect(409);
        client.get(at + "/standing").expect(200);
        client.get("/funnel/pool-returns").expect(200);
        client.post(at + "/returns", him).expect(200);
        client.patch(at, made.path("version").asLong(), "{\"retired\":true}").expect(200);
    }

    void quotes() {
        var opportunity = idOf(create("/funnel/opportunities", opportunityOf(customer, "会议室用茶")));
        client.get("/funnel/quote-policy").expect(200);
        client.patch("/funnel/quote-policy", policyVersion(), "{\"discountLimit\":\"10\"}")
                .expect(200);
        var first = quote(opportunity, "5");
        client.post(first + "/submission", "{}").expect(200);
        client.post(first + "/withdrawal", "{\"words\":\"A line is missing\"}").expect(200);
        client.patch(first, client.get(first).expect(200).body().path("version").asLong(), "{\"terms\":\"款到发货\"}")
                .expect(200);
        client.post(first + "/approval", "{}").expect(409);
        client.post(first + "/submission", "{}").expect(200);
        client.post(first + "/dispatch", "{}").expect(200);
        client.get(first + "/pdf?language=zh-CN").expect(200);
        client.get(first + "/steps").expect(200);
        var next = "/funnel/quotes/" + idOf(create(first + "/revisions", "{}"));
        client.post(next + "/submission", "{}").expect(200);
        client.post(next + "/dispatch", "{}").expect(200);
        client.post(next + "/acceptance", "{\"takeOver\":true}").expect(200);
        var other = quote(opportunity, "0");
        client.post(other + "/submission", "{}").expect(200);
        client.post(other + "/dispatch", "{}").expect(200);
        client.post(other + "/rejection", "{\"words\":\"Too late\"}").expect(200);
        var bold = quote(opportunity, "50");
        client.post(bold + "/submission", "{}").expect(200);
        client.post(bold + "/refusal", "{}").expect(422);
        client.post(bold + "/refusal", "{\"words\":\"Too much\"}").expect(200);
        client.post(bold + "/submission", "{}").expect(200);
        client.post(bold + "/approval", "{}").expect(409);
        colleague.post(bold + "/approval", "{}").expect(200);
        client.post("/funnel/quotes", "{}").expect(422);
        client.get("/funnel/quotes?state=DRAFT&opportunity=" + opportunity).expect(200);
    }

    private long policyVersion() {
        return client.get("/funnel/quote-policy")
                .expect(200)
                .body()
                .path("version")
                .asLong();
    }

    private String quote(String opportunity, String discount) {
        return "/funnel/quotes/" + idOf(create("/funnel/quotes", quoteOf(opportunity, discount)));
    }

    /** A quote of one line, with so many per cent off the whole. */
    static String quoteOf(String opportunity, String discount) {
        return "{\"opportunityId\":\"" + opportunity + "\",\"discount\":\"" + discount
                + "\",\"lines\":[{\"name\":\"龙井\",\"quantity\":\"2.5\",\"unitPrice\":{\"amount\":\"33.33\"},\"taxRate\":\"13\"}]}";
    }

    private JsonNode create(String path, String json) {
        return client.post(path, json).expect(201).body();
    }

    private static String idOf(JsonNode body) {
        return body.path("id").asText();
    }
}
