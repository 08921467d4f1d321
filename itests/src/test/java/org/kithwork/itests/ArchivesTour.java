package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Uses all that archives has: every endpoint, every page and file, every command, every job. */
final class ArchivesTour {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> COMMANDS =
            List.of("archives:purchases", "archives:interactions", "archives:follow-ups", "archives:timeline");

    private final KithworkClient client;
    private final KithworkProcess kithwork;
    private final KithworkShell shell;
    private final String customer;
    private final Set<String> pages = new TreeSet<>();
    private int tours;

    ArchivesTour(KithworkClient client, KithworkProcess kithwork, KithworkShell shell, String customer) {
        this.client = client;
        this.kithwork = kithwork;
        this.shell = shell;
        this.customer = customer;
    }

    static String purchase(String customer) {
        return "{\"customerId\":\"" + customer + "\",\"channel\":\"STORE\",\"at\":\"2026-05-01T09:30:00+08:00\","
                + "\"currency\":\"CNY\",\"lines\":[{\"name\":\"宫保鸡丁\",\"quantity\":\"2\","
                + "\"unitPrice\":{\"amount\":\"38.00\",\"currency\":\"CNY\"}}]}";
    }

    void make() throws Exception {
        endpoints();
        pages();
        commands();
        jobs();
    }

    private void endpoints() {
        var bought = client.post("/archives/purchases", purchase(customer)).expect(201);
        var path = "/archives/purchases/" + bought.text("id");
        client.get("/archives/purchases?customer=" + customer).expect(200);
        client.get(path).expect(200);
        var line = bought.body().path("lines").get(0).path("id").asText();
        client.post(path + "/returns", "{\"lines\":[{\"lineId\":\"" + line + "\",\"quantity\":\"1\"}]}")
                .expect(201);
        var mistake = client.post("/archives/purchases", purchase(customer)).expect(201);
        client.post("/archives/purchases/" + mistake.text("id") + "/void", "{\"reason\":\"输错了\"}")
                .expect(200);
        var talk = client.post(
                        "/archives/interactions",
                        "{\"customerId\":\"" + customer + "\",\"channel\":\"PHONE\",\"direction\":\"IN\","
                                + "\"at\":\"2026-05-01T10:00:00+08:00\",\"topic\":\"询价\",\"body\":\"问了价格\"}")
                .expect(201);
        client.get("/archives/interactions?customer=" + customer).expect(200);
        client.get("/archives/interactions/" + talk.text("id")).expect(200);
        client.patch("/archives/interactions/" + talk.text("id"), 1, "{\"outcome\":\"成交\"}")
                .expect(200);
        var plan = Map.of(
                "customerId",
                customer,
                "kind",
                "VISIT",
                "subject",
                "回访",
                "planAt",
                Instant.now().plus(Duration.ofDays(1)).toString());
        var visit = "/archives/follow-ups/"
                + client.post("/archives/follow-ups", plan).expect(201).text("id");
        client.get("/archives/follow-ups/proposal?customer=" + customer).expect(200);
        client.get("/archives/follow-ups?customer=" + customer).expect(200);
        client.get(visit).expect(200);
        client.patch(visit, 1, "{\"note\":\"带样品\"}").expect(200);
        client.post(visit + "/completion", "{}").expect(200);
        var given = "/archives/follow-ups/"
                + client.post("/archives/follow-ups", plan).expect(201).text("id");
        client.post(given + "/cancellation", "{}").expect(200);
        client.get("/archives/timeline?customer=" + customer).expect(200);
        client.get("/archives/summary?customer=" + customer).expect(200);
        assertThat(kithwork.api().answered()).containsAll(operations());
    }

    /** What the system describes of archives, so that a new endpoint is not forgotten here. */
    private Set<String> operations() {
        return client.description().orElseThrow().operations().stream()
                .map(ApiDescription.Operation::name)
                .filter(name -> name.contains("/archives/"))
                .collect(Collectors.toSet());
    }

    private void pages() throws Exception {
        var module = manifest();
        var base = module.path("base").asText();
        pages.clear();
        pages.add(base + "ui.json");
        for (var entry : List.of("nav", "pages", "slots")) {
            for (var member : List.of("page", "view")) {
                module.path(entry).findValuesAsText(member).forEach(file -> pages.add(base + file));
            }
        }
        for (var page : pages) {
            assertThat(kithwork.get(page).statusCode()).as(page).isEqualTo(200);
        }
    }

    private JsonNode manifest() {
        for (var module : client.get("/ui/manifest").expect(200).body().path("modules")) {
            if (module.path("id").asText().equals("archives")) {
                return module;
            }
        }
        throw new AssertionError("The manifest does not name archives");
    }

    private void commands() {
        for (var command : COMMANDS) {
            shell.run(command + " " + customer).expect(0);
            shell.run(command + " --json " + customer).expect(0);
        }
    }

    /** Each tour brings rows of its own: those of the last one would change nothing. */
    private void jobs() throws IOException {
        tours++;
        var at = ",2026-05-%02dT10:00:00+08:00,".formatted(tours);
        imported("purchases", "customer,at,amount,product\n" + customer + at + "12.50,米饭\n");
        imported("interactions", "customer,at,channel,topic\n" + customer + at + "PHONE,回访\n");
    }

    private void imported(String kind, String rows) throws IOException {
        var answer =
                client.importRaw(kind + ".csv", rows.getBytes(StandardCharsets.UTF_8), "{\"kind\":\"" + kind + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var id = KithworkClient.tree(answer.body()).path("id").asText();
        Awaitility.await()
                .atMost(LONG)
                .until(() -> imported(id).path("state").asText().startsWith("DONE"));
        assertThat(imported(id).path("created").asInt()).as("%s", imported(id)).isEqualTo(1);
    }

    private JsonNode imported(String id) throws IOException {
        return KithworkClient.tree(client.exchange("GET", "/imports/" + id, BodyPublishers.noBody(), "application/json")
                .body());
    }

    /** Nothing of it is left for anybody to reach. */
    void assertGone() throws Exception {
        assertThat(client.get("/archives/purchases").expect(404).text("type")).endsWith("module-not-installed");
        for (var page : pages) {
            assertThat(kithwork.get(page).statusCode()).as(page).isEqualTo(404);
        }
        assertThat(client.get("/ui/manifest").expect(200).body().path("modules").findValuesAsText("id"))
                .doesNotContain("archives");
        assertThat(operations()).isEmpty();
        assertThat(client.get("/imports/kinds").expect(200).body().findValuesAsText("kind"))
                .doesNotContain("purchases", "interactions");
        var left = new ArrayList<String>();
        for (var command : COMMANDS) {
            if (!shell.run(command).text().contains("Command not found")) {
                left.add(command);
            }
        }
        assertThat(left).as("commands").isEmpty();
    }
}
