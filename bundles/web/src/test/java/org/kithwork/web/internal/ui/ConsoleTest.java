package org.kithwork.web.internal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.permission.Requires;
import org.kithwork.web.internal.WebServer;
import org.kithwork.web.internal.http.Stage;
import org.kithwork.web.internal.rest.Mapper;

class ConsoleTest {

    private static final String UI = "{'id':'loyalty','version':'1.0.0','api':1,'title':'nav',"
            + "'nav':[{'path':'/loyalty','title':'nav','icon':'gift','page':'page.js','permission':'demo:thing:view'},"
            + "{'path':'/loyalty/admin','title':'admin','page':'page.js','permission':'demo:thing:delete'}],"
            + "'pages':[{'path':'/loyalty/:id','title':'detail','page':'page.js'}],"
            + "'slots':{'customer.tab':[{'id':'points','title':'tab','view':'page.js','permission':'demo:thing:view'},"
            + "{'id':'secret','title':'tab','view':'page.js','permission':'demo:thing:delete'}]}}";

    private final UiReader reader = new UiReader(new Mapper());
    private UiModules modules;
    private Streams streams;
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(core -> new Object[] {new Late()}, this::servlets);
    }

    /** The resource of the manifest needs what the stage makes. */
    private Map<String, Servlet> servlets(Stage stage) {
        streams = new Streams();
        modules = new UiModules(stage.core, streams, stage.mapper);
        Late.manifest = new ManifestResource(modules, stage.gate, stage.core.access);
        return Map.of(
                "/ui/*", new ConsoleServlet(new FileSet(console())),
                "/m/*", new ModuleFilesServlet(modules),
                "/api/v1/events", new EventsServlet(streams, stage.core));
    }

    @Path("ui/manifest")
    public static class Late {
        static ManifestResource manifest;

        @GET
        @Produces("application/json")
        @Requires("signed-in")
        public ManifestResource.Manifest read(@Context HttpServletRequest r) {
            return manifest.read(r);
        }
    }

    @AfterEach
    void stop() throws Exception {
        streams.stop();
        server.close();
    }

    private static SortedMap<String, byte[]> console() {
        var files = new TreeMap<String, byte[]>();
        files.put("index.html", bytes("<!doctype html><title>Kithwork</title>"));
        files.put("1/boot.js", bytes("// kit\n".repeat(500)));
        return files;
    }

    private static SortedMap<String, byte[]> files(String ui) {
        var files = new TreeMap<String, byte[]>();
        files.put("ui.json", bytes(ui.replace('\'', '"')));
        files.put("page.js", bytes("export function mount() {}"));
        files.put("i18n/en.json", bytes("{\"nav\":\"Loyalty\",\"only\":\"English\"}"));
        files.put("i18n/zh-CN.json", bytes("{\"nav\":\"忠诚度\"}"));
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String manifest(String token, String language) throws Exception {
        return server.send(server.as(token, "/api/v1/ui/manifest").header("Accept-Language", language))
                .body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/", "/ui/customers", "/ui/customers/0190/edit", "/ui/loyalty"})
    void everyPageIsTheConsole(String path) throws Exception {
        var answer = server.send(server.request(path));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<title>Kithwork</title>");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
    }

    @Test
    void aFileOfTheKitIsAskedForAgainAndCompressed() throws Exception {
        var answer = server.send(server.request("/ui/1/boot.js").header("Accept-Encoding", "gzip"));
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        var tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(server.send(server.request("/ui/1/boot.js").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
        var missing = server.send(server.request("/ui/1/missing.js"));
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void filesOfAModuleAreKeptForEverUnderTheirHashAndGoWithIt() throws Exception {
        var module = reader.read("loyalty", "1", files(UI));
        modules.put(7, module);
        var answer = server.send(server.request(module.base() + "page.js"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(server.send(server.request("/m/loyalty/00/page.js")).statusCode())
                .isEqualTo(404);
        var changed = files(UI);
        changed.put("page.js", bytes("export function mount() { return 1; }"));
        assertThat(reader.read("loyalty", "1", changed).base()).isNotEqualTo(module.base());
        modules.remove(7);
        assertThat(server.send(server.request(module.base() + "page.js")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theManifestHoldsWhatTheCallerMaySeeInHisLanguage() throws Exception {
        modules.put(7, reader.read("loyalty", "1", files(UI)));
        var clerk = new ObjectMapper().readTree(manifest("kw_clerk", "zh-CN"));
        assertThat(clerk.get("language").asText()).isEqualTo("zh-CN");
        var entry = clerk.at("/modules/0");
        assertThat(entry.get("nav")).hasSize(1);
        assertThat(entry.get("pages")).hasSize(1);
        assertThat(entry.at("/slots/customer.tab")).hasSize(1);
        assertThat(entry.at("/texts/nav").asText()).isEqualTo("忠诚度");
        assertThat(entry.at("/texts/only").asText()).isEqualTo("English");
        assertThat(entry.get("problem").isNull()).isTrue();
        var admin = new ObjectMapper().readTree(manifest("kw_admin", "en"));
        assertThat(admin.at("/modules/0/nav")).hasSize(2);
        assertThat(admin.at("/modules/0/texts/nav").asText()).isEqualTo("Loyalty");
    }

    @Test
    void aModuleThatDoesNotRunIsNotInTheManifest() throws Exception {
        modules.put(7, reader.read("loyalty", "1", files(UI)));
        server.core.states.put("loyalty", State.STOPPING);
        assertThat(manifest("kw_admin", "en")).contains("\"modules\":[]");
    }

    @Test
    void theFirstHasAPathAndTheAdministratorSeesTheConflict() throws Exception {
        modules.put(7, reader.read("loyalty", "1", files(UI)));
        modules.put(8, reader.read("loyalty", "1", files(UI.replace("'/loyalty/:id'", "'/loyalty/:other'"))));
        var manifest = new ObjectMapper().readTree(manifest("kw_admin", "en"));
        assertThat(manifest.at("/modules/1/pages")).isEmpty();
        assertThat(manifest.get("conflicts")).hasSize(3);
        assertThat(new ObjectMapper().readTree(manifest("kw_clerk", "en")).get("conflicts"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'api':1 | 'api':2 | newer console",
                "'permission':'demo:thing:view'}, | 'permision':'demo:thing:view'}, | permision: unknown",
                "'page':'page.js','permission':'demo:thing:view' | 'page':'gone.js' | gone.js: missing",
                "'path':'/loyalty' | 'path':'/customers' | /customers: /loyalty",
                "'view':'page.js' | 'view':'../page.js' | view",
                "'id':'loyalty' | 'id':'Loyalty!' | /id",
                "'version':'1.0.0', | '' | version: required",
                "'api':1,'title':'nav' | 'api':1 | title: required",
                "{'id' | {{'id' | not JSON"
            })
    void aFaultyDescriptionIsListedWithItsFaultAndBreaksNothing(String from, String to, String fault) throws Exception {
        var ui = UI.replace(from, to);
        assertThat(ui).isNotEqualTo(UI);
        modules.put(7, reader.read("broken", "1", files(ui)));
        modules.put(8, reader.read("loyalty", "1", files(UI)));
        var manifest = new ObjectMapper().readTree(manifest("kw_admin", "en"));
        assertThat(manifest.at("/modules/0/problem").asText()).contains(fault);
        assertThat(manifest.at("/modules/0/nav")).isEmpty();
        assertThat(manifest.at("/modules/1/problem").isNull()).isTrue();
        assertThat(manifest.at("/modules/1/nav")).hasSize(2);
        assertThat(new ObjectMapper().readTree(manifest("kw_clerk", "en")).get("modules"))
                .hasSize(1);
    }

    @Test
    void changesAreHeardAsTheyHappen() throws Exception {
        var client = HttpClient.newHttpClient();
        var answer =
                client.send(server.as("kw_admin", "/api/v1/events").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        try (var lines = new BufferedReader(new InputStreamReader(answer.body()))) {
            streams.changed("customer", "0190");
            streams.changed("modules", "");
            var heard = new StringBuilder();
            while (!heard.toString().contains("modules\ndata: {}")) {
                heard.append(lines.readLine()).append('\n');
            }
            assertThat(heard).contains("event: customer\ndata: {\"id\":\"0190\"}");
            streams.stop();
            String line = lines.readLine();
            while (line != null) {
                line = lines.readLine();
            }
        }
    }

    @Test
    void oneHintStandsForManyRecordsThatChangeAtOnce() throws Exception {
        var client = HttpClient.newHttpClient();
        var answer =
                client.send(server.as("kw_admin", "/api/v1/events").build(), HttpResponse.BodyHandlers.ofInputStream());
        for (int i = 0; i < 500; i++) {
            streams.changed("customer", "0190-" + i);
        }
        try (var lines = new BufferedReader(new InputStreamReader(answer.body()))) {
            var heard = new ArrayList<String>();
            while (!heard.contains("data: {}")) {
                heard.add(lines.readLine());
            }
            assertThat(heard).containsOnlyOnce("event: customer");
        }
    }

    @Test
    void aStrangerHearsNothing() throws Exception {
        assertThat(server.send(server.request("/api/v1/events")).statusCode()).isEqualTo(401);
    }

    @Test
    void theNinthStreamOfASessionEndsTheOldest() throws Exception {
        var client = HttpClient.newHttpClient();
        var open = new ArrayList<HttpResponse<InputStream>>();
        for (int i = 0; i < 9; i++) {
            open.add(client.send(
                    server.as("kw_admin", "/api/v1/events").build(), HttpResponse.BodyHandlers.ofInputStream()));
        }
        assertThat(open).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(new String(open.get(0).body().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("event:");
        assertThat(streams.count()).isEqualTo(8);
    }

    @Test
    void aStreamEndsWithItsSession() throws Exception {
        var client = HttpClient.newHttpClient();
        var answer = client.send(
                server.request("/api/v1/events")
                        .header("Cookie", "kw=clerk-session")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        server.core.sessions.clear();
        streams.beat();
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("event:");
        assertThat(streams.of("clerk-session")).isZero();
    }
}
