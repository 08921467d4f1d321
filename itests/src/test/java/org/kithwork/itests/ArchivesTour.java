package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Uses all that archives has: every endpoint, every page and file, every command, every job. */
final class ArchivesTour {

    private static final Duration LONG = Duration.ofSeconds(60);
    /** Each command with what it is asked about; "@" is the customer. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("archives:purchases", "--json @"),
            Map.entry("archives:interactions", "--json @"),
            Map.entry("archives:attachments", "--json @"),
            Map.entry("archives:follow-ups", "--json @"),
            Map.entry("archives:timeline", "--json @"),
            Map.entry("archives:preferences", "--json @"),
            Map.entry("archives:needs", "--json @"),
            Map.entry("archives:recommendations", "--json @"),
            Map.entry("archives:signals", "--json @"),
            Map.entry("archives:signal-rules", "--json"),
            Map.entry("archives:quality", "--json @"),
            Map.entry("archives:quality-worst", "--json"),
            Map.entry("archives:quality-report", "--json"),
            Map.entry("archives:quality-rules", "--json"),
            Map.entry("archives:confirm", "@ name"));

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

    void make() throws Exception {
        endpoints();
        pages();
        commands();
        jobs();
    }

    private void endpoints() {
        new ArchivesCalls(client, customer).all();
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
        assertThat(COMMANDS.keySet()).containsAll(offered());
        COMMANDS.forEach((command, arguments) ->
                shell.run(command + " " + arguments.replace("@", customer)).expect(0));
    }

    /** The commands of archives that the shell knows, so that a new one is not forgotten here. */
    private Set<String> offered() {
        return Pattern.compile("archives:[a-z-]+")
                .matcher(shell.run("help command-list").text())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
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
        assertThat(offered()).as("commands").isEmpty();
    }
}
