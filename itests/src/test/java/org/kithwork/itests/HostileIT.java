package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.hostile.Careless;
import com.example.hostile.Endless;
import com.example.hostile.Shadow;
import com.example.hostile.Stranger;
import com.example.hostile.Throwing;
import com.example.hostile.Waiting;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that mean no good, in the system that runs: each is refused or contained, and named to the administrator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileIT {

    private static final String RESOURCE =
            "<property name=\"osgi.jakartars.resource\" type=\"Boolean\" value=\"true\"/><service><provide interface=\"%s\"/></service>";

    private Path directory;
    private KithworkProcess kithwork;
    private KithworkClient client;
    private KithworkClient stranger;
    private KithworkShell shell;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        this.directory = directory;
        kithwork = KithworkProcess.unpack(directory)
                .with("KITHWORK_MODULES", "archives")
                .start();
        client = KithworkClient.setUp(kithwork);
        stranger = KithworkClient.stranger(kithwork);
        shell = KithworkShell.of(kithwork);
    }

    @AfterAll
    void stop() throws Exception {
        shell.close();
        kithwork.close();
    }

    @AfterEach
    void everybodyElseIsServed() {
        client.get("/customers").expect(200);
        client.get("/archives/purchases?customer=01a221aa-20c3-772b-8d15-7ff534c2ad63")
                .expect(404);
        stranger.get("/customers").expect(401);
    }

    private JsonNode module(String name) {
        return client.get("/modules/" + name).expect(200).body();
    }

    private static ModuleKar copy(String word) throws IOException {
        return ModuleKar.notebook("1.0.0").copiedAs(word);
    }

    private void add(ModuleKar kar) throws IOException {
        client.upload("/modules", kar.write(Files.createTempDirectory(directory, "kar")))
                .expect(201);
    }

    /** Installs it, and says with what status and words that ended. */
    private KithworkClient.Answer install(String word) {
        return client.post("/modules/" + word + "/install");
    }

    private void fails(String word, String reason) {
        var answer = install(word).expect(409);
        assertThat(answer.text("detail")).contains(reason);
        assertThat(module(word).path("state").asText()).isEqualTo("FAILED");
        assertThat(module(word).path("problem").asText()).contains(reason);
        assertThat(kithwork.log()).contains(reason);
        assertThat(shell.run("doctor").text()).contains("module " + word);
        client.delete("/modules/" + word).expect(200);
    }

    @Test
    @Order(1)
    @DisplayName(
            "S-11, S-12, S-17: what a bundle serves without being a module answers 401, its services are nobody's, and it is named")
    void aBundleThatIsNoModuleOffersNothing() throws Exception {
        shell.run("bundle:install -s " + strangerJar().toUri()).expect(0);

        for (var path : new String[] {"/oops", "/oops/anything", "/public/anything", "/api/v1/customers"}) {
            HttpResponse<String> answer = kithwork.get(path);
            assertThat(answer.body()).as(path).doesNotContain("open to all");
            assertThat(answer.statusCode()).as(path).isIn(401, 404);
            assertThat(answer.headers().firstValue("X-Read-Along")).as(path).isEmpty();
        }
        assertThat(kithwork.get("/oops").statusCode()).isEqualTo(401);
        assertThat(kithwork.get("/api/v1/customers").statusCode()).isEqualTo(401);
        assertThat(client.get("/customers").expect(200).body().has("items")).isTrue();
        // Newly made parts would take the access control and the clock that rank highest.
        client.post("/modules/archives/stop").expect(200);
        client.post("/modules/archives/start").expect(200);
        stranger.get("/archives/purchases").expect(401);
        assertThat(shell.run("service:list " + Stranger.class.getName()).text())
                .contains(Stranger.FOUND + " = nothing");

        var refused =
                client.get("/modules").expect(200).body().path("strangers").toString();
        assertThat(refused)
                .contains("com.example.stranger")
                .contains("servlet /oops/*")
                .contains("filter /*")
                .contains("service org.kithwork.permission.AccessControl")
                .contains("service java.time.Clock");
        assertThat(kithwork.log()).contains("com.example.stranger").contains("/oops/*");
        assertThat(shell.run("doctor").text()).contains("com.example.stranger");

        shell.run("bundle:uninstall com.example.stranger").expect(0);
        assertThat(client.get("/modules").expect(200).body().path("strangers")).isEmpty();
    }

    private Path strangerJar() throws IOException {
        var manifest = new Manifest();
        var headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "com.example.stranger");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Bundle-Activator", Stranger.class.getName());
        headers.putValue(
                "Import-Package",
                "org.osgi.framework,jakarta.servlet,jakarta.servlet.http,org.kithwork.permission,org.kithwork.problem;resolution:=optional");
        var file = directory.resolve("stranger.jar");
        var classes = Path.of(Stranger.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var found = Files.list(classes.resolve("com/example/hostile"))) {
            for (var one : found.filter(path -> path.getFileName().toString().startsWith("Stranger"))
                    .toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(one).toString()));
                jar.write(Files.readAllBytes(one));
            }
        }
        return file;
    }

    @Test
    @Order(2)
    @DisplayName("S-12: a resource of a module at a path of the core is not served, and is named with the module")
    void aResourceAtAnothersPathIsNotServed() throws IOException {
        add(copy("shadowed").component(Shadow.class, RESOURCE.formatted(Shadow.class.getName())));
        install("shadowed");

        stranger.get("/customers/shadow").expect(401);
        assertThat(client.get("/customers/shadow").response().body()).doesNotContain("\"shadow\"");
        assertThat(module("shadowed").path("undeclared").toString()).contains("resource /api/v1/customers");
        client.delete("/modules/shadowed").expect(200);
    }

    @Test
    @Order(3)
    @DisplayName(
            "S-11: a method that does not say who may call it lets in nobody; a right that nobody declared is nobody's")
    void whatIsNotDeclaredIsNobodys() throws IOException {
        add(copy("careless").component(Careless.class, RESOURCE.formatted(Careless.class.getName())));
        install("careless").expect(200);

        stranger.get("/careless/things/open").expect(401);
        client.get("/careless/things/open").expect(403);
        client.get("/careless/things/odd").expect(403);
        assertThat(module("careless").path("undeclared").toString())
                .contains("/api/v1/careless/things/open")
                .contains("right careless:thing:undeclared");
        client.delete("/modules/careless").expect(200);
    }

    @Test
    @Order(4)
    @DisplayName("S-28: a module that keeps records of customers and takes no part in erasing them does not start")
    void aModuleWithCustomersNeedsAParticipant() throws IOException {
        add(copy("unpaired")
                .edit(
                        "db/unpaired/changelog.xml",
                        text -> text.replace(
                                "<column name=\"text\"",
                                "<column name=\"customer_id\" type=\"varchar(36)\"/><column name=\"text\"")));

        fails("unpaired", "CustomerDataParticipant");
    }

    @Test
    @Order(5)
    @DisplayName("CORE-20: a change log that touches a table of somebody else does not run")
    void aChangeLogTouchesItsOwnTables() throws IOException {
        add(
                copy("grabbing")
                        .edit(
                                "db/grabbing/changelog.xml",
                                text -> text.replace(
                                        "</databaseChangeLog>",
                                        "<changeSet id=\"grab\" author=\"x\"><dropTable tableName=\"core_audit\"/></changeSet></databaseChangeLog>")));

        fails("grabbing", "core_audit");
    }

    @Test
    @Order(6)
    @DisplayName("R-11: a module whose part throws while it starts fails, and is taken out")
    void aThrowingPartFailsItsModule() throws IOException {
        add(copy("throwing").component(Throwing.class, ""));

        fails("throwing", "Throwing");
    }

    @Test
    @Order(7)
    @DisplayName("R-11: a package with an activator, whose start nobody could watch, is refused")
    void anActivatorIsRefused() throws IOException {
        var kar = copy("actuated").header("Bundle-Activator", Stranger.class.getName());

        client.upload("/modules", kar.write(Files.createTempDirectory(directory, "kar")))
                .expect(422);
    }

    @Test
    @Order(8)
    @DisplayName("R-11: a module that waits for ever while it starts is interrupted and fails within a minute")
    void aWaitingPartIsInterrupted() throws IOException {
        add(copy("sluggish").component(Waiting.class, ""));
        var begun = System.nanoTime();

        fails("sluggish", "Waiting");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(70));
        add(copy("tidyword"));
        install("tidyword").expect(200);
        client.delete("/modules/tidyword").expect(200);
    }

    @Test
    @Order(9)
    @DisplayName("R-11: a start that cannot even be interrupted hinders nobody, and is left out of the next start")
    void anEndlessStartIsLeftOutOfTheNext() throws Exception {
        add(copy("spinning").component(Endless.class, ""));

        install("spinning").expect(409);
        assertThat(module("spinning").path("state").asText()).isEqualTo("FAILED");
        assertThat(install("notebook").expect(409).text("detail")).contains("spinning");
        client.get("/customers").expect(200);

        kithwork.kill();
        kithwork.start().awaitStatus("/health/ready", 200);
        client = KithworkClient.signIn(kithwork);
        assertThat(module("spinning").path("desired").asText()).isEqualTo("STOPPED");
        assertThat(module("archives").path("state").asText()).isEqualTo("RUNNING");
        install("notebook").expect(200);
        client.delete("/modules/spinning").expect(200);
    }
}
