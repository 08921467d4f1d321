package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Uses all that a module has: every endpoint, every page and file, every command, every kind of import. */
abstract class ModuleTour {

    private static final Duration LONG = Duration.ofSeconds(60);

    final KithworkClient client;
    final String customer;
    private final String word;
    private final KithworkProcess kithwork;
    private final KithworkShell shell;
    private final Set<String> pages = new TreeSet<>();
    private int tours;

    ModuleTour(String word, KithworkClient client, KithworkProcess kithwork, KithworkShell shell, String customer) {
        this.word = word;
        this.client = client;
        this.kithwork = kithwork;
        this.shell = shell;
        this.customer = customer;
    }

    /** The word of the module. */
    String word() {
        return word;
    }

    /** What answers as soon as the module is there. */
    abstract String probe();

    /** Calls each operation of the module. */
    abstract void call();

    /** Each command with what it is asked about. */
    abstract Map<String, String> commands();

    /** What is imported by each kind, of a day: another one in each tour, since the rows of the last one would change nothing. */
    abstract Map<String, String> files(String day);

    /** The package that the build of the module makes, in another version. */
    ModuleKar kar(String version) throws IOException {
        return ModuleKar.of(Path.of("../bundles", word), word, version);
    }

    void make() throws Exception {
        endpoints();
        pages();
        shell();
        jobs();
    }

    private void endpoints() {
        call();
        assertThat(kithwork.api().answered()).containsAll(operations());
    }

    /** What the system describes of the module, so that a new endpoint is not forgotten here. */
    private Set<String> operations() {
        return client.description().orElseThrow().operations().stream()
                .map(ApiDescription.Operation::name)
                .filter(name -> name.contains("/" + word + "/"))
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
            if (module.path("id").asText().equals(word)) {
                return module;
            }
        }
        throw new AssertionError("The manifest does not name " + word);
    }

    private void shell() {
        assertThat(commands().keySet()).containsAll(offered());
        commands()
                .forEach((command, arguments) ->
                        shell.run((command + " " + arguments).strip()).expect(0));
    }

    /** The commands of the module that the shell knows, so that a new one is not forgotten here. */
    private Set<String> offered() {
        return Pattern.compile(word + ":[a-z-]+")
                .matcher(shell.run("help command-list").text())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private void jobs() throws IOException {
        tours++;
        for (var file : files("2026-05-%02d".formatted(tours)).entrySet()) {
            imported(file.getKey(), file.getValue());
        }
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
        assertThat(client.get(probe()).expect(404).text("type")).endsWith("module-not-installed");
        for (var page : pages) {
            assertThat(kithwork.get(page).statusCode()).as(page).isEqualTo(404);
        }
        assertThat(client.get("/ui/manifest").expect(200).body().path("modules").findValuesAsText("id"))
                .doesNotContain(word);
        assertThat(operations()).isEmpty();
        assertThat(client.get("/imports/kinds").expect(200).body().findValuesAsText("kind"))
                .doesNotContainAnyElementsOf(files("2026-05-01").keySet());
        assertThat(offered()).as("commands").isEmpty();
    }
}
